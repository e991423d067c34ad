-- How fast an integration's ATS may be asked, for everything that uses its key. Times are milliseconds since 1970.
CREATE TABLE "pace" (
    "account_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "next_at" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "window_ends_at" DOUBLE PRECISION,
    "blocked_until" DOUBLE PRECISION NOT NULL DEFAULT 0,
    CONSTRAINT "pace_pkey" PRIMARY KEY ("account_id","integration_id")
);

ALTER TABLE "pace" ADD CONSTRAINT "pace_account_id_integration_id_fkey" FOREIGN KEY ("account_id", "integration_id") REFERENCES "integration"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT wall_in('pace');
