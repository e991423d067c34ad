import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export type RunningProcess = {
  /** With the number, this tells a process from a later one that was given the same number. */
  readonly startedAt: string;
  readonly command: string;
  /** 0 where the platform does not say. */
  readonly parent: number;
};

/** The process of this number; null when there is none, or only its unburied remains. */
export async function findProcess(pid: number): Promise<RunningProcess | null> {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  switch (process.platform) {
    case 'linux':
      return fromProc(pid);
    case 'win32':
      return fromSignal(pid);
    default:
      return fromPs(pid);
  }
}

async function fromProc(pid: number): Promise<RunningProcess | null> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // After the name, which may hold anything, in brackets: the state is the third field, the parent the fourth, the start the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    return state === 'Z' || state === 'X' ? null : { startedAt: fields[19] ?? '', command, parent: Number(fields[1]) };
  } catch {
    return null;
  }
}

const startLength = 'Mon Nov 23 17:44:28 2026'.length;

async function fromPs(pid: number): Promise<RunningProcess | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'lstart=,ppid=,command=']);
    const [, parent, command = ''] = /^ *(\d+) +(.*)/.exec(stdout.slice(startLength)) ?? [];
    return { startedAt: stdout.slice(0, startLength), command: command.trim(), parent: Number(parent) };
  } catch {
    return null;
  }
}

/** Windows says neither when a process began nor, cheaply, what it is: the number must do. */
function fromSignal(pid: number): RunningProcess | null {
  const taken = { startedAt: '', command: 'postgres', parent: 0 };
  try {
    process.kill(pid, 0);
    return taken;
  } catch (error) {
    const hidden = error instanceof Error && 'code' in error && error.code === 'EPERM';
    return hidden ? taken : null;
  }
}
