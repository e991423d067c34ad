import closeWithGrace from 'close-with-grace';

/** What was started, and can be stopped. */
export type Stoppable = { stop(): Promise<void> };

/** Ctrl-C leaves nothing behind within five seconds. */
const stopWithinMs = 4_500;
const parentCheckMs = 500;

/**
 * Runs what `start` starts until the process is told to stop, then stops it in turn, last first. When
 * the terminal or package manager that started us dies without a word, that counts as being told.
 */
export async function runUntilStopped(
  start: (started: Stoppable[]) => Promise<void>,
  explain: (error: unknown) => string | null,
): Promise<void> {
  const started: Stoppable[] = [];
  const stopAll = async () => {
    for (const part of started.splice(0).reverse()) await part.stop().catch(() => undefined);
  };
  const grace = closeWithGrace({ delay: stopWithinMs, logger: false }, async ({ err }) => {
    if (err) process.stderr.write(`Handoff stops: ${err.stack}\n`);
    await stopAll();
  });
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) grace.close();
  }, parentCheckMs);
  orphaned.unref();

  try {
    await start(started);
  } catch (error) {
    await stopAll();
    const sentence = explain(error);
    process.stderr.write(sentence ? `\n  ${sentence}\n\n` : `Handoff could not start: ${(error as Error).stack}\n`);
    process.exit(1);
  }
}
