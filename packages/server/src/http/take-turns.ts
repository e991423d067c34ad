/**
 * Of what comes in all at once, one goes on in each turn of the event loop: in between, it serves what others have
 * sent. A burst then waits for itself alone.
 */
export function takeTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
