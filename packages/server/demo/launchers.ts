import { findProcess } from '../src/database/running-process.ts';

/** Between `npx` and us are a shell and the package manager. */
const furthest = 3;

/**
 * Who started us: our parent and, when there is one, the `npx` above it, which passes a SIGTERM on to its
 * shell only and so leaves us without a word. Tells whether they are still there.
 */
export async function findLaunchers(): Promise<() => boolean> {
  const parent = process.ppid;
  const npx = await findNpx(parent);
  return () => process.ppid === parent && (npx === null || isThere(npx));
}

async function findNpx(parent: number): Promise<number | null> {
  let pid = parent;
  for (let distance = 1; distance <= furthest; distance++) {
    const found = await findProcess(pid);
    if (found === null) return null;
    // As npm titles itself when it runs for `npx`.
    if (found.command.startsWith('npm exec')) return pid;
    pid = found.parent;
  }
  return null;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
