import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `pnpm emulator ashby`, without the package manager in between. */
function emulatorProgram(flags: readonly string[]) {
  const args = ['--max-semi-space-size=2', 'tools/emulator.ts', 'ashby', '--port', '0', ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { printed: '', complained: '' };
  child.stdout.on('data', (text) => {
    output.printed += text;
  });
  child.stderr.on('data', (text) => {
    output.complained += text;
  });
  return { child, output, closed: once(child, 'close') };
}

/** What it says when it ends by itself, and with which code. */
export async function endedProgram(flags: readonly string[]) {
  const { output, closed } = emulatorProgram(flags);
  const [code] = await closed;
  return { ...output, code };
}

/** The program once it says that it is ready. */
export async function startedProgram(flags: readonly string[] = []) {
  const { child, output, closed } = emulatorProgram(flags);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.printed.includes('Stop with Ctrl-C') && resolve());
    child.once('close', () => reject(new Error(`ended before it was ready: ${output.complained}`)));
  });
  const [, url = ''] = /Ashby +(\S+)/.exec(output.printed) ?? [];
  const [, apiKey = ''] = /API key +(\S+)/.exec(output.printed) ?? [];
  return {
    url,
    apiKey,
    printed: output.printed,
    pid: child.pid ?? 0,
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}
