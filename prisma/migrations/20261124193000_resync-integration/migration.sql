ALTER TABLE "resync_run" ADD CONSTRAINT "resync_run_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id")
  REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a run still waits for, without the many that have ended.
CREATE INDEX "resync_item_pending" ON "resync_item"("account_id", "run_id", "sync_id") WHERE "outcome" IS NULL;

-- Runs that have not finished are looked for across accounts.
SELECT open_across('resync_run');
