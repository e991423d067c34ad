/**
 * The lease says who drains an integration. One owner at a time is what makes pacing, order and "never
 * twice" local matters.
 *
 * Terms. A lease belongs to a process for `leaseMs`, is renewed while it works, and carries an epoch
 * that goes up by one with every owner. Whatever an owner writes to an intent is written `WHERE epoch =
 * mine`, and a send is written down only while the lease is still ours by PostgreSQL's clock.
 *
 * Clocks. PostgreSQL's clock decides whether a lease has run out. The owner's own clock is used only to
 * distrust itself sooner: it stops sending once most of a lease has passed since it asked for the last
 * renewal, however the renewal went, so that a paused process cannot wake up and send.
 *
 * What a crash leaves. The lease runs out; the next owner takes a higher epoch and finds the intents of
 * lower epochs. `CLAIMED` ones never left and are claimed again; a `SENDING` one is unknown.
 */
import type { Database } from '../database/client.ts';
import type { Drain } from '../queue/queues.ts';

/** After this share of a lease without a renewal the owner does not trust it, whatever the clock of others says. */
const trustedShare = 0.6;
const renewedShare = 0.2;

export type LeaseWish = Drain & { readonly owner: string; readonly leaseMs: number };

export type Lease = {
  readonly epoch: number;
  readonly connectorId: string;
  /** How the integration was left: `WAITED` while nobody has seen the ATS answer since. */
  readonly before: 'WENT_WELL' | 'WAITED';
  /** Outages in a row, up to now. */
  readonly outages: number;
  /** False once it may be somebody else's: nothing may be sent any more. */
  isOurs(): boolean;
  release(): Promise<void>;
};

/** Takes the lease if it is free, or its owner's time has run out; null otherwise. */
export async function takeLease(database: Database, wish: LeaseWish): Promise<Lease | null> {
  const { accountId, integrationId, owner, leaseMs } = wish;
  const asked = performance.now();
  const [taken] = await database.$queryRaw<Taken[]>`
    UPDATE integration SET lease_owner = ${owner}, lease_epoch = lease_epoch + 1,
      lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
    WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid
      AND (lease_expires_at IS NULL OR lease_expires_at <= now())
    RETURNING lease_epoch AS epoch, connector_id AS "connectorId", outages,
      CASE WHEN resume_at IS NULL THEN 'WENT_WELL' ELSE 'WAITED' END AS before`;
  return taken ? keepLease(database, { ...wish, ...taken, asked }) : null;
}

type Taken = Pick<Lease, 'epoch' | 'connectorId' | 'before' | 'outages'>;

function keepLease(
  database: Database,
  { accountId, integrationId, leaseMs, epoch, asked, ...taken }: LeaseWish & Taken & { asked: number },
): Lease {
  let trustedSince = asked;
  let ended = false;
  const renew = async () => {
    const askedAt = performance.now();
    const renewed = await database.$executeRaw`
      UPDATE integration SET lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
      WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid
        AND lease_epoch = ${epoch} AND lease_expires_at > now()`;
    if (renewed === 1) trustedSince = askedAt;
    else ended = true;
  };
  // A renewal that fails costs trust by itself: the time since the last good one goes on.
  const timer = setInterval(() => renew().catch(() => undefined), leaseMs * renewedShare);
  return {
    ...taken,
    epoch,
    isOurs: () => !ended && performance.now() - trustedSince < leaseMs * trustedShare,
    async release() {
      clearInterval(timer);
      ended = true;
      await database.$executeRaw`
        UPDATE integration SET lease_owner = NULL, lease_expires_at = NULL
        WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid AND lease_epoch = ${epoch}`;
    },
  };
}
