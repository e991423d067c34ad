-- Where an activity stood among those that were told of together: what happened at the same moment keeps this order.
ALTER TABLE "activity" ADD COLUMN "batch_place" INTEGER NOT NULL DEFAULT 0;
