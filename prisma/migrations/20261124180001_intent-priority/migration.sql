-- Activity and erasure are worked off like candidates and applications.
ALTER TYPE "intent_kind" ADD VALUE 'ACTIVITY';
ALTER TYPE "intent_kind" ADD VALUE 'ERASURE';

-- What somebody waits for goes before what a run asked for.
CREATE TYPE "intent_priority" AS ENUM ('LIVE', 'BULK');
ALTER TABLE "intent" ADD COLUMN "priority" "intent_priority" NOT NULL DEFAULT 'LIVE';

-- The open intents in the order in which they are claimed, without the many that have ended.
DROP INDEX "intent_account_id_integration_id_state_created_at_idx";
CREATE INDEX "intent_open" ON "intent"("account_id", "integration_id", "priority", "created_at")
  WHERE "state" IN ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY');
