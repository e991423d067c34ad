-- Whose an activity is, once there is such a contact.
ALTER TABLE "activity" ADD COLUMN "contact_id" UUID;
UPDATE "activity" SET "contact_id" = "contact"."id" FROM "contact"
WHERE "contact"."account_id" = "activity"."account_id" AND "contact"."email_key" = "activity"."email_key";
CREATE INDEX "activity_account_id_contact_id_occurred_at_idx" ON "activity"("account_id", "contact_id", "occurred_at");
CREATE INDEX "activity_account_id_email_key_idx" ON "activity"("account_id", "email_key");
ALTER TABLE "activity" ADD CONSTRAINT "activity_account_id_contact_id_fkey" FOREIGN KEY ("account_id", "contact_id")
  REFERENCES "contact"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "activity" ADD CONSTRAINT "activity_account_id_sequence_id_fkey" FOREIGN KEY ("account_id", "sequence_id")
  REFERENCES "sequence"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What becomes of it in each integration.
CREATE TYPE "activity_form" AS ENUM ('MESSAGE', 'NOTE', 'ROLL_UP');
CREATE TABLE "activity_write" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "form" "activity_form",
    "key" TEXT,
    "reason" TEXT,

    CONSTRAINT "activity_write_pkey" PRIMARY KEY ("account_id","integration_id","event_id")
);
CREATE INDEX "activity_write_account_id_event_id_idx" ON "activity_write"("account_id", "event_id");
CREATE INDEX "activity_write_account_id_integration_id_key_idx" ON "activity_write"("account_id", "integration_id", "key");
ALTER TABLE "activity_write" ADD CONSTRAINT "activity_write_account_id_event_id_fkey" FOREIGN KEY ("account_id", "event_id")
  REFERENCES "activity"("account_id", "event_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "activity_write" ADD CONSTRAINT "activity_write_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id")
  REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
SELECT wall_in('activity_write');
