import type { Transaction } from '../database/client.ts';

/** Who asks: the member whose token it is. */
export type Actor = { readonly accountId: string; readonly memberId: string };

export type AuditedChange = {
  /** A verb and a noun, as the mutation is called: `integration.connect`. */
  readonly action: string;
  readonly target: string;
  /** One sentence for a person. Never a secret. */
  readonly summary: string;
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
};

/** Writes the audit row in the transaction of what it records: one cannot be there without the other. */
export async function recordChange(tx: Transaction, actor: Actor, change: AuditedChange): Promise<void> {
  const { action, target, summary, changes = {} } = change;
  const { accountId, memberId } = actor;
  const json = JSON.parse(JSON.stringify(changes));
  await tx.auditEntry.create({ data: { accountId, memberId, action, target, summary, changes: json } });
}

/** The fields that differ, each from what to what. */
export function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): NonNullable<AuditedChange['changes']> {
  const changed = Object.keys(after).filter((key) => before[key] !== after[key]);
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]));
}

/** Fields as a person calls them. */
const words: Readonly<Record<string, string>> = {
  mode: 'when contacts sync',
  deduplication: 'whether duplicates are marked',
  onDuplicate: 'what happens to duplicates',
  defaultJobId: 'the default job',
  activityTracking: 'whether email activity is written',
  syncEnabled: 'whether it syncs',
  jobSelection: 'where its job comes from',
  jobId: 'its job',
};

/** What was changed, in words: "when contacts sync and the default job". */
export function inWords(changes: NonNullable<AuditedChange['changes']>): string {
  const fields = Object.keys(changes).map((field) => words[field] ?? field);
  return new Intl.ListFormat('en').format(fields) || 'nothing';
}
