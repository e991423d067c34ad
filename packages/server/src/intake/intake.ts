import type { Database } from '../database/client.ts';
import type { Connectors } from '../engine/open-integration.ts';
import type { WakeOwners } from '../queue/queues.ts';
import type { Vault } from '../security/vault.ts';

/** What taking events in needs. */
export type Intake = {
  readonly database: Database;
  readonly wakeOwners: WakeOwners;
  readonly connectors: Pick<Connectors, 'find'>;
  readonly vault: Pick<Vault, 'open'>;
};
