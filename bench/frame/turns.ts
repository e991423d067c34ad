/** A value of this round, such as milliseconds: a contender gets ready first, and times the rest. */
export type Contender = (round: number) => Promise<number>;

export type Turns = {
  readonly rounds: number;
  readonly ours: Contender;
  readonly beside: Readonly<Record<string, Contender>>;
};

/**
 * Has us and our peers take turns, each round beginning with another one, so that what else the machine does falls on
 * all of us alike. The first round warms up and does not count.
 */
export async function takeTurns({ rounds, ours, beside }: Turns) {
  const mine: number[] = [];
  const theirs: Record<string, number[]> = {};
  const peers = Object.entries(beside).map(([name, turn]) => {
    const values: number[] = [];
    theirs[name] = values;
    return { turn, values };
  });
  const all = [{ turn: ours, values: mine }, ...peers];
  for (let round = 0; round <= rounds; round++) {
    const first = round % all.length;
    for (const { turn, values } of [...all.slice(first), ...all.slice(0, first)]) {
      const value = await turn(round);
      if (round > 0) values.push(value);
    }
  }
  return { ours: mine, beside: theirs };
}

/** How long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
