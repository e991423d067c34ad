-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('OWNER', 'MANAGER', 'MEMBER');

-- CreateEnum
CREATE TYPE "token_kind" AS ENUM ('SIGN_IN', 'SESSION', 'API');

-- CreateEnum
CREATE TYPE "integration_status" AS ENUM ('CONNECTED', 'INVALID_CREDENTIALS', 'PAUSED', 'DISCONNECTED');

-- CreateEnum
CREATE TYPE "sync_mode" AS ENUM ('OFF', 'ON_ADDED', 'ON_REPLY');

-- CreateEnum
CREATE TYPE "on_duplicate" AS ENUM ('HOLD', 'WARN');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('DRAFT', 'OPEN', 'CLOSED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "job_selection" AS ENUM ('INHERIT', 'NONE', 'JOB');

-- CreateEnum
CREATE TYPE "email_event_type" AS ENUM ('SENT', 'OPENED', 'CLICKED', 'REPLIED', 'BOUNCED', 'UNSUBSCRIBED');

-- CreateEnum
CREATE TYPE "sync_state" AS ENUM ('NOT_SYNCED', 'QUEUED', 'SYNCING', 'SYNCED', 'EXISTS', 'FAILED');

-- CreateEnum
CREATE TYPE "not_synced_reason" AS ENUM ('ADDED_BEFORE_CONNECTION', 'SYNC_OFF', 'SEQUENCE_SYNC_OFF', 'WAITING_FOR_REPLY', 'MISSING_EMAIL', 'CANCELLED', 'DISCONNECTED', 'DISMISSED');

-- CreateEnum
CREATE TYPE "intent_kind" AS ENUM ('CANDIDATE', 'APPLICATION');

-- CreateEnum
CREATE TYPE "intent_state" AS ENUM ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY', 'HELD', 'DONE', 'REJECTED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "link_origin" AS ENUM ('CREATED', 'LINKED');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('RUNNING', 'COMPLETED', 'CANCELLED');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" "token_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "integration" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "connector_id" TEXT NOT NULL,
    "status" "integration_status" NOT NULL DEFAULT 'CONNECTED',
    "status_detail" TEXT,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "organization_id" TEXT,
    "organization" TEXT,
    "permissions" JSONB NOT NULL DEFAULT '[]',
    "sealed_credential" TEXT,
    "credential_hint" TEXT,
    "mode" "sync_mode" NOT NULL DEFAULT 'OFF',
    "deduplication" BOOLEAN NOT NULL DEFAULT true,
    "on_duplicate" "on_duplicate" NOT NULL DEFAULT 'HOLD',
    "default_job_id" UUID,
    "activity_tracking" BOOLEAN NOT NULL DEFAULT false,
    "jobs_refreshed_at" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_expires_at" TIMESTAMPTZ(3),
    "resume_at" TIMESTAMPTZ(3),

    CONSTRAINT "integration_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "job" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "job_status" NOT NULL,
    "confidential" BOOLEAN NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "sequence" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sync_enabled" BOOLEAN NOT NULL DEFAULT true,
    "job_selection" "job_selection" NOT NULL DEFAULT 'INHERIT',
    "job_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sequence_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "email_key" TEXT,
    "linked_in_url" TEXT,
    "company" TEXT,
    "title" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "replied_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "intake_event" (
    "account_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intake_event_pkey" PRIMARY KEY ("account_id","event_id")
);

-- CreateTable
CREATE TABLE "activity" (
    "account_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "sequence_id" UUID NOT NULL,
    "email_key" TEXT NOT NULL,
    "type" "email_event_type" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "message_id" TEXT,
    "thread_id" TEXT,
    "subject" TEXT,
    "sender" TEXT,
    "body" TEXT,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("account_id","event_id")
);

-- CreateTable
CREATE TABLE "sync" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "state" "sync_state" NOT NULL,
    "reason" "not_synced_reason",
    "job_id" UUID,
    "error_code" TEXT,
    "error_message" TEXT,
    "retry_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "explanation" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "sync_history" (
    "account_id" UUID NOT NULL,
    "sync_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "from_state" "sync_state",
    "from_reason" "not_synced_reason",
    "to_state" "sync_state" NOT NULL,
    "to_reason" "not_synced_reason",
    "cause" TEXT NOT NULL,

    CONSTRAINT "sync_history_pkey" PRIMARY KEY ("account_id","sync_id","seq")
);

-- CreateTable
CREATE TABLE "intent" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "intent_kind" NOT NULL,
    "contact_id" UUID NOT NULL,
    "job_id" UUID,
    "state" "intent_state" NOT NULL DEFAULT 'PENDING',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intent_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "candidate_link" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "origin" "link_origin" NOT NULL,
    "remote_id" TEXT NOT NULL,
    "url" TEXT,
    "remote_created_at" TIMESTAMPTZ(3) NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_link_pkey" PRIMARY KEY ("account_id","integration_id","contact_id")
);

-- CreateTable
CREATE TABLE "duplicate_mark" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "url" TEXT,
    "remote_created_at" TIMESTAMPTZ(3) NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "duplicate_mark_pkey" PRIMARY KEY ("account_id","integration_id","contact_id","remote_id")
);

-- CreateTable
CREATE TABLE "application" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_pkey" PRIMARY KEY ("account_id","integration_id","contact_id","job_id")
);

-- CreateTable
CREATE TABLE "resync_run" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "started_by" UUID NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'RUNNING',
    "settings" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "resync_run_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "feed_counter" (
    "account_id" UUID NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "feed_counter_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "feed" (
    "account_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "integration_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "sync_id" UUID NOT NULL,

    CONSTRAINT "feed_pkey" PRIMARY KEY ("account_id","seq")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "member_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_account_id_email_key" ON "member"("account_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "integration_account_id_connector_id_key" ON "integration"("account_id", "connector_id");

-- CreateIndex
CREATE UNIQUE INDEX "job_account_id_integration_id_remote_id_key" ON "job"("account_id", "integration_id", "remote_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_account_id_email_key_key" ON "contact"("account_id", "email_key");

-- CreateIndex
CREATE INDEX "enrollment_account_id_contact_id_added_at_idx" ON "enrollment"("account_id", "contact_id", "added_at");

-- CreateIndex
CREATE UNIQUE INDEX "enrollment_account_id_sequence_id_contact_id_key" ON "enrollment"("account_id", "sequence_id", "contact_id");

-- CreateIndex
CREATE INDEX "activity_account_id_sequence_id_email_key_type_occurred_at_idx" ON "activity"("account_id", "sequence_id", "email_key", "type", "occurred_at");

-- CreateIndex
CREATE INDEX "sync_account_id_enrollment_id_idx" ON "sync"("account_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "sync_account_id_integration_id_contact_id_idx" ON "sync"("account_id", "integration_id", "contact_id");

-- CreateIndex
CREATE INDEX "sync_account_id_state_contact_id_idx" ON "sync"("account_id", "state", "contact_id");

-- CreateIndex
CREATE INDEX "sync_account_id_sequence_id_state_idx" ON "sync"("account_id", "sequence_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "sync_account_id_integration_id_enrollment_id_key" ON "sync"("account_id", "integration_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "intent_account_id_integration_id_contact_id_idx" ON "intent"("account_id", "integration_id", "contact_id");

-- CreateIndex
CREATE INDEX "intent_account_id_integration_id_state_created_at_idx" ON "intent"("account_id", "integration_id", "state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "intent_account_id_integration_id_key_key" ON "intent"("account_id", "integration_id", "key");

-- CreateIndex
CREATE INDEX "candidate_link_account_id_integration_id_remote_id_idx" ON "candidate_link"("account_id", "integration_id", "remote_id");

-- CreateIndex
CREATE UNIQUE INDEX "resync_run_account_id_idempotency_key_key" ON "resync_run"("account_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_account_id_default_job_id_fkey" FOREIGN KEY ("account_id", "default_job_id") REFERENCES "job"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id") REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequence" ADD CONSTRAINT "sequence_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequence" ADD CONSTRAINT "sequence_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "job"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_account_id_contact_id_fkey" FOREIGN KEY ("account_id", "contact_id") REFERENCES "contact"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_account_id_sequence_id_fkey" FOREIGN KEY ("account_id", "sequence_id") REFERENCES "sequence"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id") REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_account_id_enrollment_id_fkey" FOREIGN KEY ("account_id", "enrollment_id") REFERENCES "enrollment"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_account_id_contact_id_fkey" FOREIGN KEY ("account_id", "contact_id") REFERENCES "contact"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "job"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sync_history" ADD CONSTRAINT "sync_history_account_id_sync_id_fkey" FOREIGN KEY ("account_id", "sync_id") REFERENCES "sync"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


