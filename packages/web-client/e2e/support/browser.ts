import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** No browser that is asked to run reaches for the network by itself. */
const quiet = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-sandbox',
];

/** A real browser: the one that CHROMIUM_PATH names, else an installed one, else the one of the npm package. */
export async function launchBrowser(): Promise<Browser> {
  const path = process.env.CHROMIUM_PATH ?? installed.find((candidate) => existsSync(candidate));
  try {
    return await (path ? chromium.launch({ executablePath: path, args: quiet }) : launchPackaged());
  } catch (error) {
    throw new Error('No browser could be started: install Chromium, or set CHROMIUM_PATH to one.', { cause: error });
  }
}

/** The package brings the browser, its fonts and the libraries that a bare system lacks; they are unpacked once. */
async function launchPackaged(): Promise<Browser> {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const folder = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
  await mkdir(folder, { recursive: true });
  const executablePath = await unpackInto(folder, async () => {
    await inflate(join(bin, 'al2023.tar.br'));
    return packaged.executablePath(bin);
  });
  return chromium.launch({
    executablePath,
    args: [...packaged.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'), ...quiet],
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: await writeFontsFile(folder),
    },
  });
}

/** The fonts of the package, and those of the system where it has some: without any, text has no size. */
async function writeFontsFile(folder: string): Promise<string> {
  const file = join(folder, 'fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  await writeFile(
    file,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  return file;
}

/** The package unpacks into the temporary folder, whatever else is there: give it one of its own. */
async function unpackInto(folder: string, unpack: () => Promise<string>): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await unpack();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
