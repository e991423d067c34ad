import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
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
  try {
    return await chromium.launch(await browserOptions());
  } catch (error) {
    throw new Error('No browser could be started: install Chromium, or set CHROMIUM_PATH to one.', { cause: error });
  }
}

/** How that browser is started. */
export async function browserOptions(): Promise<Options> {
  const path = process.env.CHROMIUM_PATH ?? installed.find((candidate) => existsSync(candidate));
  return path ? { executablePath: path, args: quiet } : packagedOptions();
}

type Options = { executablePath: string; args: string[]; env?: Record<string, string> };

/** Switches of the package that would hide what a person's browser refuses, or that its sandbox alone needs. */
const unwanted = ['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content'];

/** The package brings the browser, its fonts and the libraries that a bare system lacks; they are unpacked once. */
async function packagedOptions(): Promise<Options> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    args: [...packaged.args.filter((arg) => !unwanted.includes(arg)), ...quiet],
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacks beside `folder` and renames: test files run in several processes, and none may start a half-written browser. */
async function unpack(folder: string): Promise<void> {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}-`);
  await withTemporaryFolder(staging, async () => {
    await inflate(join(bin, 'al2023.tar.br'));
    await packaged.executablePath(bin);
  });
  await writeFontsFile(folder, staging);
  try {
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The fonts of the package, and those of the system where it has some: without any, text has no size. */
async function writeFontsFile(folder: string, staging: string): Promise<void> {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  await writeFile(
    join(staging, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
}

/** The package unpacks into the temporary folder, whatever else is there: give it one of its own. */
async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await work();
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
