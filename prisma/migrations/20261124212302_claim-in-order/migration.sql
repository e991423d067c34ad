-- A run opens many intents at one moment: with their ids in the index, the first fifty are found without sorting all.
DROP INDEX "intent_open";
CREATE INDEX "intent_open" ON "intent"("account_id", "integration_id", "priority", "created_at", "id")
  WHERE "state" IN ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY');
DROP INDEX "intent_open_idx";
CREATE INDEX "intent_open_idx" ON "intent"("account_id", "integration_id", "created_at", "id")
  WHERE "state" IN ('PENDING', 'RETRY', 'UNKNOWN', 'CLAIMED', 'SENDING');

-- A run, or a first import, fills tables that the planner takes for empty until autovacuum comes by, which may take
-- minutes: until then it plans to read all rows for each. Looks at those that have grown tenfold since it last did.
CREATE FUNCTION learn_sizes() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM pg_class c
    WHERE c.oid = ANY(ARRAY['contact', 'enrollment', 'sync', 'intent', 'candidate_link', 'resync_item']::regclass[])
      AND pg_relation_size(c.oid) > 10 * greatest(c.relpages, 10) * current_setting('block_size')::bigint
  LOOP
    EXECUTE format('ANALYZE %s', grown);
  END LOOP;
END $$;
