import closeWithGrace from 'close-with-grace';
import { findLaunchers } from './launchers.ts';

/** What was started, and can be stopped. */
type Stoppable = { stop(): Promise<void> };

/** Takes what was started, to stop it in turn. Throws when we were told to stop meanwhile: start no more. */
export type Keep = (part: Stoppable) => void;

/** Ctrl-C leaves nothing behind within five seconds. */
const stopWithinMs = 4_500;
const launcherCheckMs = 500;

/**
 * Runs what `start` starts until the process is told to stop, then stops it in turn, last first. When
 * the package manager that started us dies without a word, that counts as being told.
 */
export async function runUntilStopped(
  start: (keep: Keep) => Promise<void>,
  explain: (error: unknown) => string | null,
): Promise<void> {
  const started: Stoppable[] = [];
  const told = new AbortController();
  const stopAll = async () => {
    for (const part of started.splice(0).reverse()) await part.stop().catch(() => undefined);
  };
  const stillThere = await findLaunchers();
  const starting = start((part) => {
    started.push(part);
    told.signal.throwIfAborted();
  });
  const grace = closeWithGrace({ delay: stopWithinMs, logger: false }, async ({ err }) => {
    if (err) process.stderr.write(`Handoff stops: ${err.stack}\n`);
    told.abort();
    await starting.catch(() => undefined);
    await stopAll();
  });
  setInterval(() => stillThere() || grace.close(), launcherCheckMs).unref();

  try {
    await starting;
  } catch (error) {
    if (told.signal.aborted) return;
    await stopAll();
    const sentence = explain(error);
    process.stderr.write(sentence ? `\n  ${sentence}\n\n` : `Handoff could not start: ${(error as Error).stack}\n`);
    process.exit(1);
  }
}
