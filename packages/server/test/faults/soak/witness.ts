import type { World } from '../world.ts';

/** What the database says of a run, apart from how it ended. */
export type Testimony = {
  /** Sends of which nobody knew what came of them, and how many of these are known in the end. */
  readonly unknowns: { readonly produced: number; readonly settled: number };
  /** Answers that came to an owner who had lost its lease, and were kept. */
  readonly lateAnswers: number;
  /** Each turn that began with the lease of somebody who had not given it back, and with something to do. */
  readonly takeOvers: readonly TakeOver[];
};

type TakeOver = {
  readonly from: string;
  readonly at: Date;
  /** Before then the ATS was not to be asked. */
  readonly resumesAt: Date | null;
  /** Since when the first of what the new owner found was to be done. */
  readonly dueAt: Date;
};

/** Lets the database of a run write down what the product does in it, without the product's knowing. */
export async function placeWitness({ database }: Pick<World, 'database'>): Promise<void> {
  for (const statement of statements) await database.$executeRawUnsafe(statement);
}

const statements = [
  'CREATE SCHEMA witness',
  'CREATE TABLE witness.turn (integration_id uuid, epoch int, process text, at timestamptz, resumes_at timestamptz, due_at timestamptz, left_by text)',
  'CREATE TABLE witness.intent (intent_id uuid, what text)',
  `CREATE FUNCTION witness.note_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO witness.turn SELECT NEW.id, NEW.lease_epoch, current_setting('application_name'), clock_timestamp(),
      OLD.resume_at, (SELECT min(greatest(i.updated_at, i.retry_at)) FROM intent i
        WHERE i.account_id = NEW.account_id AND i.integration_id = NEW.id
          AND i.state IN ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY')), OLD.lease_owner;
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION witness.note_intent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO witness.intent VALUES (NEW.id, TG_ARGV[0]);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER witness AFTER UPDATE ON integration FOR EACH ROW
    WHEN (NEW.lease_epoch > OLD.lease_epoch) EXECUTE FUNCTION witness.note_turn()`,
  `CREATE TRIGGER witness_unknown AFTER UPDATE ON intent FOR EACH ROW
    WHEN (NEW.state = 'UNKNOWN' AND OLD.state <> 'UNKNOWN') EXECUTE FUNCTION witness.note_intent('UNKNOWN')`,
  `CREATE TRIGGER witness_late AFTER UPDATE ON intent FOR EACH ROW
    WHEN (NEW.late_answer IS NOT NULL AND OLD.late_answer IS NULL) EXECUTE FUNCTION witness.note_intent('LATE')`,
];

export async function hearWitness({ database }: Pick<World, 'database'>): Promise<Testimony> {
  const [counts] = await database.$queryRaw<{ produced: number; settled: number; late: number }[]>`
    SELECT count(*) FILTER (WHERE w.what = 'UNKNOWN')::int AS produced,
      count(*) FILTER (WHERE w.what = 'UNKNOWN' AND i.state IN ('DONE', 'REJECTED'))::int AS settled,
      count(*) FILTER (WHERE w.what = 'LATE')::int AS late
    FROM witness.intent w JOIN intent i ON i.id = w.intent_id`;
  const takeOvers = await database.$queryRaw<TakeOver[]>`
    SELECT before.process AS "from", turn.at, turn.resumes_at AS "resumesAt", turn.due_at AS "dueAt" FROM witness.turn
    JOIN witness.turn before ON before.integration_id = turn.integration_id AND before.epoch = turn.epoch - 1
    WHERE turn.left_by IS NOT NULL AND turn.due_at IS NOT NULL`;
  const { produced = 0, settled = 0, late = 0 } = counts ?? {};
  return { unknowns: { produced, settled }, lateAnswers: late, takeOvers };
}
