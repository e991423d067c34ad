-- How far the ATS's applications have been read, and when last.
ALTER TABLE "integration" ADD COLUMN "applications_cursor" TEXT;
ALTER TABLE "integration" ADD COLUMN "applications_read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "application_account_id_integration_id_remote_id_idx" ON "application"("account_id", "integration_id", "remote_id");

-- Where the ATS was asked to tell of changes, and the secrets with which it signs them.
CREATE TABLE "webhook" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "remote_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "sealed_secrets" TEXT NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registered_at" TIMESTAMPTZ(3),
    "error_code" TEXT,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("account_id","integration_id")
);
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id")
  REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
SELECT wall_in('webhook');
SELECT open_across('webhook');

-- What it told: a delivery counts once, however often it comes.
CREATE TYPE "webhook_topic" AS ENUM ('CANDIDATE_CHANGED', 'CANDIDATE_MERGED', 'CANDIDATE_GONE', 'APPLICATION_CHANGED', 'JOB_CHANGED');
CREATE TABLE "webhook_hint" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "topic" "webhook_topic" NOT NULL,
    "remote_id" TEXT NOT NULL,
    "moved_to" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_at" TIMESTAMPTZ(3),
    "followed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_hint_pkey" PRIMARY KEY ("account_id","integration_id","delivery_id","topic","remote_id")
);
CREATE INDEX "webhook_hint_open" ON "webhook_hint"("account_id", "integration_id", "received_at") WHERE "followed_at" IS NULL;
ALTER TABLE "webhook_hint" ADD CONSTRAINT "webhook_hint_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id")
  REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
SELECT wall_in('webhook_hint');
SELECT open_across('webhook_hint', 'SELECT, DELETE');
