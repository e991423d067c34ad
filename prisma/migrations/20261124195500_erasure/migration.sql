-- Who was erased: nothing of the person but a keyed hash of the address, so that late events do not bring them back.
ALTER TABLE "account" ADD COLUMN "sealed_erasure_key" TEXT;
CREATE TABLE "erasure" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "email_hash" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "member_id" UUID NOT NULL,
    "deleted" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "erasure_account_id_contact_id_key" ON "erasure"("account_id", "contact_id");
CREATE INDEX "erasure_account_id_email_hash_idx" ON "erasure"("account_id", "email_hash");
SELECT wall_in('erasure', 'SELECT, INSERT');
