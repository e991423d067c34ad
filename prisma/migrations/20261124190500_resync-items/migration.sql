-- A sync keeps what its decision rested on: why it came out so is said by the policy itself, asked again.
ALTER TABLE "sync" ADD COLUMN "decided_on" JSONB;
ALTER TABLE "sync" DROP COLUMN "explanation";

-- How an earlier candidate is handled is settled when the wish is opened, as the job is. Null while deduplication is off.
ALTER TABLE "intent" ADD COLUMN "on_duplicate" "on_duplicate";
UPDATE "intent" SET "on_duplicate" = "integration"."on_duplicate" FROM "integration"
WHERE "integration"."account_id" = "intent"."account_id" AND "integration"."id" = "intent"."integration_id"
  AND "integration"."deduplication";

-- What a run skipped, and how far it has followed the feed.
ALTER TABLE "resync_run" ADD COLUMN "skips" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "resync_run" ADD COLUMN "feed_seq" BIGINT NOT NULL DEFAULT 0;
CREATE INDEX "resync_run_unfinished" ON "resync_run"("account_id", "id") WHERE "finished_at" IS NULL;

CREATE TYPE "run_outcome" AS ENUM ('SYNCED', 'LINKED', 'EXISTS', 'FAILED', 'CANCELLED');
CREATE TABLE "resync_item" (
    "account_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "sync_id" UUID NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "outcome" "run_outcome",
    "error_code" TEXT,
    "remote_calls" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "resync_item_pkey" PRIMARY KEY ("account_id","run_id","sync_id")
);
CREATE INDEX "resync_item_account_id_sync_id_idx" ON "resync_item"("account_id", "sync_id");
ALTER TABLE "resync_item" ADD CONSTRAINT "resync_item_account_id_run_id_fkey" FOREIGN KEY ("account_id", "run_id")
  REFERENCES "resync_run"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "resync_item" ADD CONSTRAINT "resync_item_account_id_sync_id_fkey" FOREIGN KEY ("account_id", "sync_id")
  REFERENCES "sync"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
