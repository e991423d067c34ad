-- The second wall between accounts. Whatever the application forgets, PostgreSQL shows and takes only rows of the
-- account that the transaction names. docs/decisions has why and how (two walls between accounts).

-- Roles belong to the whole server: they may be there already, of another database of ours.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['handoff_account', 'handoff_across'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'The user % may not create roles: let an administrator run CREATE ROLE handoff_account NOLOGIN; CREATE ROLE handoff_across NOLOGIN; GRANT handoff_account, handoff_across TO %;',
            current_user, quote_ident(current_user);
      END;
    END IF;
    -- Whoever creates a role may give it to others and not yet become it.
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', role_name, current_user);
      EXCEPTION
        WHEN insufficient_privilege THEN
          IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
            RAISE EXCEPTION 'The role % was created by another user: let an administrator run GRANT % TO %;',
              role_name, role_name, quote_ident(current_user);
          END IF;
      END;
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO handoff_account, handoff_across;

-- The account that the transaction names; null, and so nobody's, where it names none.
CREATE FUNCTION current_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('handoff.account_id', true), '')::uuid;

-- For every table with an account's rows, those of later migrations too. The account may do what `may` says.
CREATE FUNCTION wall_in(walled regclass, may text DEFAULT 'SELECT, INSERT, UPDATE, DELETE', owner_column name DEFAULT 'account_id')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', walled);
  EXECUTE format('CREATE POLICY own_account ON %s TO handoff_account USING (%I = current_account()) WITH CHECK (%I = current_account())',
    walled, owner_column, owner_column);
  EXECUTE format('GRANT %s ON %s TO handoff_account', may, walled);
END $$;

-- A door in the wall, for what truly crosses accounts: tenancy.acrossAccounts.
CREATE FUNCTION open_across(walled regclass, may text DEFAULT 'SELECT')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY across_accounts ON %s TO handoff_across USING (true) WITH CHECK (true)', walled);
  EXECUTE format('GRANT %s ON %s TO handoff_across', may, walled);
END $$;

SELECT wall_in(c.oid::regclass) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'audit_entry';
SELECT wall_in('account', 'SELECT, INSERT, UPDATE', 'id');
-- What is in the audit log stays as it is.
SELECT wall_in('audit_entry', 'SELECT, INSERT');
GRANT USAGE ON SEQUENCE sync_history_seq_seq TO handoff_account;

-- A token says whose it is, so it is looked up before the account is known; the sweep looks for work that nobody
-- does; what is old goes from every feed.
SELECT open_across('account');
SELECT open_across('member');
SELECT open_across('api_token');
SELECT open_across('integration');
SELECT open_across('intent');
SELECT open_across('feed', 'SELECT, DELETE');

-- Behind a wall an index serves a condition only if its function is known to leak nothing. Comparing two
-- values of an enum does not; PostgreSQL lets only a superuser say so. Open intents have an index that needs no such word.
DO $$ BEGIN
  ALTER FUNCTION pg_catalog.enum_eq(anyenum, anyenum) LEAKPROOF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
CREATE INDEX intent_open_idx ON intent (account_id, integration_id, created_at)
  WHERE state IN ('PENDING', 'RETRY', 'UNKNOWN', 'CLAIMED', 'SENDING');
