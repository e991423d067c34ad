-- When an integration was last checked, and when a failure asks for it sooner than the schedule.
ALTER TABLE "integration" ADD COLUMN "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "integration" ADD COLUMN "recheck_at" TIMESTAMPTZ(3);
