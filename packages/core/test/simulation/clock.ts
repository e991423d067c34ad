/** A clock that jumps from one thing that is due to the next: what takes hours takes no time. */
export type Clock = {
  now(): number;
  after(ms: number, act: () => void): void;
  /** Lets happen what is due until this time, in order; things of the same time in the order in which they were wished. */
  runUntil(end: number, isOver: () => boolean): void;
};

export function virtualClock(): Clock {
  let time = 0;
  let wishes = 0;
  const due: { at: number; order: number; act: () => void }[] = [];
  const isBefore = (one: number, other: number) => {
    const [a, b] = [due[one], due[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  };
  const earliest = () => due.reduce((best, _, index) => (isBefore(index, best) ? index : best), 0);
  return {
    now: () => time,
    after(ms, act) {
      wishes += 1;
      due.push({ at: time + ms, order: wishes, act });
    },
    runUntil(end, isOver) {
      while (due.length > 0 && !isOver()) {
        const [next] = due.splice(earliest(), 1);
        if (next === undefined || next.at > end) return;
        time = next.at;
        next.act();
      }
    },
  };
}
