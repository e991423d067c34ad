-- The feed carries more than syncs: every row says what it is about.
CREATE TYPE "feed_topic" AS ENUM ('SYNC', 'RUN', 'INTEGRATION');

ALTER TABLE "feed" ADD COLUMN "topic" "feed_topic" NOT NULL DEFAULT 'SYNC';
ALTER TABLE "feed" ALTER COLUMN "topic" DROP DEFAULT;
ALTER TABLE "feed" RENAME COLUMN "sync_id" TO "subject_id";
ALTER TABLE "feed" ALTER COLUMN "sequence_id" DROP NOT NULL;
