-- Contacts are found by the beginning of their address, of their name, or of its last word. In byte order, so that a
-- beginning is a range whatever the language of the database, and a range is served by an index behind the wall.
ALTER TABLE "contact" ADD COLUMN "name_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("name")) STORED;
ALTER TABLE "contact" ADD COLUMN "name_end" TEXT COLLATE "C" GENERATED ALWAYS AS (lower(substring("name" FROM '[^ ]*$'))) STORED;
CREATE INDEX "contact_account_id_email_key_id_idx" ON "contact"("account_id", "email_key" COLLATE "C", "id");
CREATE INDEX "contact_account_id_name_key_id_idx" ON "contact"("account_id", "name_key", "id");
CREATE INDEX "contact_account_id_name_end_id_idx" ON "contact"("account_id", "name_end", "id");

-- Pages of contacts by where their syncs stand, newest first: each index has them in that order.
DROP INDEX "sync_account_id_sequence_id_state_idx";
CREATE INDEX "sync_account_id_sequence_id_state_contact_id_idx" ON "sync"("account_id", "sequence_id", "state", "contact_id");
CREATE INDEX "sync_reason" ON "sync"("account_id", "reason", "contact_id") WHERE "reason" IS NOT NULL;
CREATE INDEX "sync_error_code" ON "sync"("account_id", "error_code", "contact_id") WHERE "error_code" IS NOT NULL;
CREATE INDEX "duplicate_mark_account_id_contact_id_idx" ON "duplicate_mark"("account_id", "contact_id");
