import DataLoader from 'dataloader';

/**
 * Work that costs the same for one as for many. What is asked for while some of it is under way is gathered, and done
 * together next: whoever is alone waits for nobody. Work that fails for several is done again for each alone, so that
 * nobody fails for another; it must leave nothing behind when it fails, and do no harm the second time.
 */
export function gathered<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Item, Result>(
    (items) => {
      const done = eachAnswered(work, items);
      underWay = done;
      return done;
    },
    { cache: false, maxBatchSize: mostAtOnce, batchScheduleFn: (begin) => void underWay.then(begin) },
  );
  return (item) => loader.load(item);
}

/** More than there are lanes. */
const mostAtOnce = 50;

async function eachAnswered<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  items: readonly Item[],
): Promise<readonly (Result | Error)[]> {
  try {
    return await work(items);
  } catch (error) {
    if (items.length === 1) return [asError(error)];
    return (await Promise.all(items.map((item) => eachAnswered(work, [item])))).flat();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The work failed.', { cause: error });
}
