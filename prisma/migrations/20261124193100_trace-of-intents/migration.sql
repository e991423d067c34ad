-- The trace that an intent belongs to, as W3C's traceparent: whoever opens one leaves it in the transaction's settings.
CREATE FUNCTION current_trace() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('handoff.trace_parent', true), '');

ALTER TABLE "intent" ADD COLUMN "trace_parent" TEXT;
ALTER TABLE "intent" ALTER COLUMN "trace_parent" SET DEFAULT current_trace();
