import type { Fault } from './faults.ts';
import { openLog } from './storage.ts';

/** What the emulator was asked, and what it did: the truth that tests compare everything else with. */
export type JournalEntry = {
  readonly at: string;
  readonly operation: string;
  /** The last four characters of the key. */
  readonly key: string | null;
  /** The body, parsed; null when it was no JSON. */
  readonly request: unknown;
  readonly outcome: JournalOutcome;
  /** Set when a planned fault stood between the operation and the caller. */
  readonly fault?: Fault['what'];
};

export type JournalOutcome = {
  /** What the caller was told; 0 when it was told nothing. */
  readonly status: number;
  /** Whether the operation was carried out, whatever the caller was told. */
  readonly success: boolean;
  readonly code?: string;
  /** Of the record that was made or read. */
  readonly id?: string;
};

export type Journal = {
  record(entry: JournalEntry): void;
  /** One JSON object a line, oldest first. */
  text(): string;
  /** The last so many, newest first. */
  latest(count: number): readonly JournalEntry[];
  count(): number;
  close(): void;
};

export function openJournal(folder: string | undefined): Journal {
  const log = openLog(folder, 'journal.jsonl');
  const lines = [...log.lines];
  return {
    record: (entry) => {
      log.append(entry);
      lines.push(JSON.stringify(entry));
    },
    text: () => lines.map((line) => `${line}\n`).join(''),
    latest: (count) =>
      lines
        .slice(-count)
        .map((line) => JSON.parse(line) as JournalEntry)
        .reverse(),
    count: () => lines.length,
    close: log.close,
  };
}
