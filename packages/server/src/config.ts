/** The settings of one process. Whoever gives `parseConfig` the environment is the only reader of it. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type Setting, settingOf, settings } from './settings.ts';

export type Config = Readonly<z.output<typeof settings>>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** One clear sentence for every setting that is wrong, all at once. */
export class ConfigError extends Error {}

export function parseConfig(environment: Environment): Config {
  const read = readAll(environment);
  const faults = [...faultsOf(read).values()];
  if (faults.length > 0) throw new ConfigError(`${faults.join('; ')}.`);
  return settings.parse(textsOf(read));
}

/** The address for a command that needs the database alone, and a session of it. */
export function parseDatabaseUrl(environment: Environment): string {
  const read = readAll(environment);
  const faults = faultsOf(read);
  const fault = faults.get('databaseUrl') ?? faults.get('sessionDatabaseUrl');
  if (fault !== undefined) throw new ConfigError(`${fault}.`);
  const { databaseUrl, sessionDatabaseUrl } = settings
    .pick({ databaseUrl: true, sessionDatabaseUrl: true })
    .parse(textsOf(read));
  return sessionDatabaseUrl ?? databaseUrl;
}

/** A setting, what it is now, and where that comes from. */
export type Explained = {
  readonly name: string;
  readonly about: string;
  /** As text; masked when it is a secret, null when it is not set. */
  readonly shown: string | null;
  readonly source: string;
  /** What is wrong with it; null when nothing is. */
  readonly fault: string | null;
};

export function explainConfig(environment: Environment): readonly Explained[] {
  const read = readAll(environment);
  const faults = faultsOf(read);
  return [...read].map(([key, { text, source, setting }]) => {
    const plain = text ?? defaultOf(key);
    const shown = plain !== null && setting.kind === 'SECRET' ? '********' : plain;
    return { name: setting.name, about: setting.about, shown, source, fault: faults.get(key) ?? null };
  });
}

/** What a setting is by default, as text; null when it has no default. */
export function defaultOf(key: Key): string | null {
  return asText(settings.shape[key].safeParse(undefined).data);
}

export type Key = keyof typeof settings.shape;
type Raw = { readonly text: string | null; readonly source: string; readonly fault: string | null };
type Read = ReadonlyMap<Key, Raw & { readonly setting: Setting }>;

function readAll(environment: Environment): Read {
  return new Map(
    settings.keyof().options.map((key) => {
      const setting = settingOf(key);
      const read = setting.kind === 'SECRET' ? readSecret : readPlain;
      return [key, { setting, ...read(setting.name, environment) }] as const;
    }),
  );
}

/** An empty value counts as none: that is how compose files leave a setting out. */
function readPlain(name: string, environment: Environment): Raw {
  const text = environment[name] || null;
  return { text, source: text === null ? 'default' : 'environment', fault: null };
}

function readSecret(name: string, environment: Environment): Raw {
  const file = environment[`${name}_FILE`];
  if (!file) return readPlain(name, environment);
  const source = `file ${file}`;
  if (environment[name]) return { text: null, source, fault: `${name} and ${name}_FILE are both set: keep one` };
  try {
    return { text: readFileSync(file, 'utf8').trim(), source, fault: null };
  } catch {
    return { text: null, source, fault: `${name}_FILE names a file that cannot be read: ${file}` };
  }
}

function textsOf(read: Read): Readonly<Record<string, string>> {
  return Object.fromEntries([...read].flatMap(([key, { text }]) => (text === null ? [] : [[key, text]])));
}

/** The first thing that is wrong with each setting. */
function faultsOf(read: Read): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const [key, { fault }] of read) if (fault !== null) faults.set(key, fault);
  for (const { path, message } of settings.safeParse(textsOf(read)).error?.issues ?? []) {
    const key = settings.keyof().parse(path[0]);
    const { name } = settingOf(key);
    if (!faults.has(key)) faults.set(key, `${name} ${read.get(key)?.text === null ? 'is not set' : message}`);
  }
  return faults;
}

function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object')
    return Object.entries(value)
      .map((pair) => pair.join('='))
      .join(',');
  return String(value);
}
