-- When each hand-over of a run ended: its rate and its errors over time.
ALTER TABLE "resync_item" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
