-- Changes and transitions leave by the partition that holds them, not row by row. docs/decisions has why and how
-- (old rows leave by partition).

-- Makes the partitions of this period and the next two, and drops those whose rows are all older than `kept`; keeps all
-- where it is null. Who asks for a lock stands in the way of those who come after, so it gives up soon: ask again.
CREATE FUNCTION keep_partitions(parent regclass, period text, kept interval) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '200ms' SET timezone = 'UTC' AS $$
DECLARE
  step interval := format('1 %s', period)::interval;
  this_period timestamptz := date_trunc(period, now());
  ends timestamptz[];
  next_start timestamptz;
  old regclass;
  referenced regclass;
BEGIN
  SELECT array_agg(partition_end(inhrelid)) INTO ends FROM pg_inherits WHERE inhparent = parent;
  next_start := greatest(this_period, (SELECT max(at) FROM unnest(ends) AS at));
  IF next_start >= this_period + 3 * step AND NOT EXISTS (SELECT FROM unnest(ends) AS at WHERE at <= now() - kept) THEN
    RETURN;
  END IF;

  -- One at a time, and in the order of those who write, so that nobody waits for the other.
  FOR referenced IN SELECT confrelid FROM pg_constraint WHERE conrelid = parent AND contype = 'f' LOOP
    EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', referenced);
  END LOOP;
  EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', parent);

  SELECT greatest(this_period, max(partition_end(inhrelid))) INTO next_start FROM pg_inherits WHERE inhparent = parent;
  WHILE next_start < this_period + 3 * step LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
      parent::text || to_char(next_start, '_YYYYMMDD'), parent, next_start, next_start + step);
    next_start := next_start + step;
  END LOOP;
  FOR old IN SELECT inhrelid FROM pg_inherits WHERE inhparent = parent AND partition_end(inhrelid) <= now() - kept LOOP
    EXECUTE format('DROP TABLE %s', old);
  END LOOP;
END $$;

CREATE FUNCTION partition_end(partition oid) RETURNS timestamptz LANGUAGE sql STABLE
  RETURN (SELECT substring(pg_get_expr(relpartbound, oid) FROM 'TO \(''([^'']+)''\)')::timestamptz FROM pg_class WHERE oid = partition);

-- A place in the feed is given out under a lock, and its time with it: what is dropped is the beginning of a feed,
-- and never a piece of its middle.
ALTER TABLE feed RENAME TO feed_before;
ALTER TABLE feed_before RENAME CONSTRAINT feed_pkey TO feed_before_pkey;
CREATE TABLE feed (LIKE feed_before INCLUDING DEFAULTS) PARTITION BY RANGE (at);
ALTER TABLE feed ALTER COLUMN at SET DEFAULT clock_timestamp();
ALTER TABLE feed ADD CONSTRAINT feed_pkey PRIMARY KEY (account_id, seq, at);

ALTER TABLE sync_history RENAME TO sync_history_before;
ALTER TABLE sync_history_before RENAME CONSTRAINT sync_history_pkey TO sync_history_before_pkey;
ALTER TABLE sync_history_before DROP CONSTRAINT sync_history_account_id_sync_id_fkey;
CREATE TABLE sync_history (LIKE sync_history_before INCLUDING DEFAULTS) PARTITION BY RANGE (at);
ALTER SEQUENCE sync_history_seq_seq OWNED BY sync_history.seq;
ALTER TABLE sync_history ADD CONSTRAINT sync_history_pkey PRIMARY KEY (account_id, sync_id, seq, at);
ALTER TABLE sync_history ADD CONSTRAINT sync_history_account_id_sync_id_fkey FOREIGN KEY (account_id, sync_id)
  REFERENCES sync (account_id, id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What was there before the first period: no release has had these tables yet, so that it is little.
DO $$ BEGIN
  EXECUTE format('CREATE TABLE feed_begin PARTITION OF feed FOR VALUES FROM (MINVALUE) TO (%L)', date_trunc('day', now(), 'UTC'));
  EXECUTE format('CREATE TABLE sync_history_begin PARTITION OF sync_history FOR VALUES FROM (MINVALUE) TO (%L)',
    date_trunc('month', now(), 'UTC'));
END $$;
SELECT keep_partitions('feed', 'day', NULL), keep_partitions('sync_history', 'month', NULL);
ALTER TABLE feed_before NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sync_history_before NO FORCE ROW LEVEL SECURITY;
INSERT INTO feed SELECT * FROM feed_before;
INSERT INTO sync_history SELECT * FROM sync_history_before;
DROP TABLE feed_before, sync_history_before;

-- A partition is reached through its table alone: nobody is granted anything on it.
SELECT wall_in('feed');
SELECT open_across('feed');
SELECT wall_in('sync_history');
