import type { Transaction } from '../database/client.ts';

type Work = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Shared = { readonly tx: Promise<Transaction>; readonly since: number; readers: number; end(): void };

/** A transaction takes in no more reads once it is this old, so that it ends. */
const joinWithinMs = 500;

/**
 * Lets reads that follow each other share one transaction, so that the resolvers of an operation begin and
 * commit once, and what Prisma batches stays together. It ends as soon as nobody reads, before anything
 * slow, such as a request to an ATS, can hold it open. Writes have no part in it: they are done when they
 * say so.
 */
export function sharedReads(inside: Work): Work {
  let open: Shared | null = null;
  const leave = (shared: Shared) => {
    if (open === shared) open = null;
  };
  return async (work) => {
    const shared = open && performance.now() - open.since < joinWithinMs ? open : begin(inside);
    open = shared;
    shared.readers++;
    try {
      return await work(await shared.tx);
    } catch (error) {
      // PostgreSQL answers nothing more in a transaction in which something failed.
      leave(shared);
      throw error;
    } finally {
      shared.readers--;
      setImmediate(() => {
        if (shared.readers > 0) return;
        leave(shared);
        shared.end();
      });
    }
  };
}

function begin(inside: Work): Shared {
  const tx = Promise.withResolvers<Transaction>();
  const ended = Promise.withResolvers<void>();
  inside(async (opened) => {
    tx.resolve(opened);
    await ended.promise;
  }).catch(tx.reject);
  return { tx: tx.promise, since: performance.now(), readers: 0, end: ended.resolve };
}
