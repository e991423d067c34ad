import type pg from 'pg';
import type { NewPerson } from '../parts/strangers.ts';

type Into = { readonly accountId: string; readonly sequenceId: string; readonly integrationId: string };

/** A row of each kind that a new contact leaves; all of them have the contact's id, for want of better ones. */
const sameRows = `
  WITH person AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS person (id, event_id, name, email, place)
  ), contacts AS (
    INSERT INTO contact (account_id, id, name, email, email_key) SELECT $5, id, name, email, email FROM person RETURNING 1
  ), events AS (
    INSERT INTO intake_event (account_id, event_id, enrollment_id) SELECT $5, event_id, id FROM person
  ), enrollments AS (
    INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at) SELECT $5, id, id, $6, now() FROM person
  ), syncs AS (
    INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state)
    SELECT $5, id, $7, id, id, $6, 'QUEUED' FROM person
  ), steps AS (
    INSERT INTO sync_history (account_id, sync_id, to_state, cause) SELECT $5, id, 'QUEUED', 'event:' || event_id FROM person
  ), intents AS (
    INSERT INTO intent (account_id, id, integration_id, key, kind, contact_id)
    SELECT $5, id, $7, 'candidate:' || id, 'CANDIDATE', id FROM person
  ), places AS (
    INSERT INTO feed_counter AS counter (account_id, last_seq) SELECT $5, count(*) FROM person
    ON CONFLICT (account_id) DO UPDATE SET last_seq = counter.last_seq + EXCLUDED.last_seq RETURNING last_seq
  ), feeds AS (
    INSERT INTO feed (account_id, seq, topic, integration_id, sequence_id, subject_id)
    SELECT $5, last_seq - place + 1, 'SYNC', $7, $6, id FROM person, places
  )
  SELECT count(*)::int AS taken FROM contacts`;

/** The same rows as intake writes, by multi-row INSERTs in one statement: no decision, and nothing is refused that was taken before. */
export async function bareIntake(client: pg.Client, into: Into, batch: readonly NewPerson[]): Promise<number> {
  const columns = [
    batch.map(() => crypto.randomUUID()),
    batch.map(({ eventId }) => eventId),
    batch.map(({ name }) => name),
    batch.map(({ email }) => email),
  ];
  const { rows } = await client.query(sameRows, [...columns, into.accountId, into.sequenceId, into.integrationId]);
  return rows[0].taken;
}
