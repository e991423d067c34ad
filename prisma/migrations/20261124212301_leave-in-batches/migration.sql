-- A cancelled run leaves what it had queued batch by batch; until that is done, nothing of any run is claimed.
ALTER TABLE "resync_run" ADD COLUMN "left_at" TIMESTAMPTZ(3);
