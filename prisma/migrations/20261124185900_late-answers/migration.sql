-- Failures in a row that are the item's own, so that it can be given up, and an answer that came after
-- its asker had lost the lease.
ALTER TABLE "intent" ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "intent" ADD COLUMN "late_answer" JSONB;
