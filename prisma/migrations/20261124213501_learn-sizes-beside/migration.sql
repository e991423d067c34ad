-- Whoever comes while another one looks at a table does not wait for it; the candidates that are known grow as fast.
CREATE OR REPLACE FUNCTION learn_sizes() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM pg_class c
    WHERE c.oid = ANY(ARRAY['contact', 'enrollment', 'sync', 'intent', 'candidate_link', 'application', 'resync_item',
        'candidate_entry', 'candidate_email']::regclass[])
      AND pg_relation_size(c.oid) > 10 * greatest(c.relpages, 10) * current_setting('block_size')::bigint
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
END $$;
