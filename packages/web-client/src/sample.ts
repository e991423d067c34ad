import { z } from 'zod/mini';

const storageKey = 'handoff.sample';
const kept = z.object({ connectorId: z.string(), credential: z.record(z.string(), z.string()) });

/** What opens an ATS that was started beside Handoff, to try it with sample data. */
export type Sample = z.output<typeof kept>;

/**
 * The sign-in link that the start command prints says it behind the code: `#code&connector.field=value`. It is kept
 * only once that code was good: a link of somebody else's brings nothing.
 */
export const sample = {
  get(): Sample | null {
    const found = kept.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
    return found.success ? found.data : null;
  },
  keep(said: string): void {
    const fields = [...new URLSearchParams(said)].map(([name, value]) => [...name.split('.', 2), value] as const);
    const [connectorId] = fields[0] ?? [];
    if (connectorId === undefined) return;
    const credential = Object.fromEntries(fields.map(([, field, value]) => [field, value]));
    localStorage.setItem(storageKey, JSON.stringify({ connectorId, credential }));
  },
  forget: (): void => localStorage.removeItem(storageKey),
};
