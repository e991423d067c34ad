-- Which email is which candidate of the ATS: ids, creation times and keyed hashes of addresses, not the people.
CREATE TYPE "candidate_index_state" AS ENUM ('FILLING', 'COMPLETE');

CREATE TABLE "candidate_index" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "state" "candidate_index_state" NOT NULL DEFAULT 'FILLING',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "cursor" TEXT,
    "key_id" TEXT NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3),
    CONSTRAINT "candidate_index_pkey" PRIMARY KEY ("account_id","integration_id")
);

CREATE TABLE "candidate_entry" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "url" TEXT,
    "remote_created_at" TIMESTAMPTZ(3) NOT NULL,
    "generation" INTEGER NOT NULL,
    "moved_to" TEXT,
    "gone_at" TIMESTAMPTZ(3),
    CONSTRAINT "candidate_entry_pkey" PRIMARY KEY ("account_id","integration_id","remote_id")
);

CREATE TABLE "candidate_email" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "remote_id" TEXT NOT NULL,
    CONSTRAINT "candidate_email_pkey" PRIMARY KEY ("account_id","integration_id","email_hash","remote_id")
);

CREATE INDEX "candidate_email_account_id_integration_id_remote_id_idx" ON "candidate_email"("account_id", "integration_id", "remote_id");

ALTER TABLE "candidate_index" ADD CONSTRAINT "candidate_index_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id") REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "candidate_entry" ADD CONSTRAINT "candidate_entry_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id") REFERENCES "candidate_index"("account_id", "integration_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "candidate_email" ADD CONSTRAINT "candidate_email_account_id_integration_id_remote_id_fkey" FOREIGN KEY ("account_id", "integration_id", "remote_id") REFERENCES "candidate_entry"("account_id", "integration_id", "remote_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT wall_in('candidate_index');
SELECT wall_in('candidate_entry');
SELECT wall_in('candidate_email');
-- The sweep finds the indexes that nobody fills.
SELECT open_across('candidate_index');

-- Outages of the ATS in a row: each is waited for longer.
ALTER TABLE "integration" ADD COLUMN "outages" INTEGER NOT NULL DEFAULT 0;
