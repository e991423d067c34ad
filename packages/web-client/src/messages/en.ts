import { activity } from './en/activity.ts';
import { command } from './en/command.ts';
import { connect } from './en/connect.ts';
import { contacts } from './en/contacts.ts';
import { duplicates } from './en/duplicates.ts';
import { erase } from './en/erase.ts';
import { failures } from './en/failures.ts';
import { firstRun } from './en/first-run.ts';
import { health } from './en/health.ts';
import { integrations } from './en/integrations.ts';
import { key } from './en/key.ts';
import { runs } from './en/runs.ts';
import { sequences } from './en/sequences.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { states } from './en/states.ts';
import { why } from './en/why.ts';

/** Every sentence of the page, a file a screen. `{connector}` is the connector's own name. */
export const en = {
  ...shell,
  ...states,
  ...failures,
  ...integrations,
  ...command,
  ...connect,
  ...key,
  ...settings,
  ...sequences,
  ...contacts,
  ...runs,
  ...health,
  ...why,
  ...duplicates,
  ...activity,
  ...erase,
  ...firstRun,
} as const;

export type MessageId = keyof typeof en;
