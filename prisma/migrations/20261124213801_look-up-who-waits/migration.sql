-- Who waits for a reply is looked up once, so that the mark comes before anyone is emailed.
ALTER TABLE "sync" ADD COLUMN "looked_up_at" TIMESTAMPTZ(3);
CREATE INDEX "sync_not_looked_up" ON "sync"("account_id", "integration_id", "id")
  WHERE "reason" = 'WAITING_FOR_REPLY' AND "looked_up_at" IS NULL;
