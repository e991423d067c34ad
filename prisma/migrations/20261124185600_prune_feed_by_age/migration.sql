-- CreateIndex
CREATE INDEX "feed_at_idx" ON "feed" USING BRIN ("at");
