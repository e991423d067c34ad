import lighthouse, { type Flags } from 'lighthouse';
import type { Figure } from './figure.ts';

const categories = ['performance', 'accessibility', 'best-practices'] as const;
const least = 95;

/** What Lighthouse says of a screen on a desktop, in the browser on this port, with who is signed in there. */
export async function askLighthouse(
  url: string,
  { port, name }: { port: number; name: string },
): Promise<readonly Figure[]> {
  const flags: Flags = { port, logLevel: 'error', onlyCategories: [...categories], disableStorageReset: true };
  const answer = await lighthouse(url, flags, { extends: 'lighthouse:default', settings: desktop });
  if (!answer) throw new Error(`Lighthouse says nothing of ${name}`);
  const { lhr } = answer;
  const failed = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  for (const { id, title, displayValue } of failed)
    process.stdout.write(`     ${name}: ${id}: ${title} ${displayValue ?? ''}\n`);
  return categories.map((category) => ({
    what: `Lighthouse, ${name}, ${category}`,
    value: Math.round((lhr.categories[category]?.score ?? 0) * 100),
    unit: 'of 100',
    promised: { atLeast: least },
  }));
}

/** Lighthouse's own desktop: the page is for people at one. */
const desktop = {
  formFactor: 'desktop',
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
  throttling: {
    rttMs: 40,
    throughputKbps: 10 * 1024,
    cpuSlowdownMultiplier: 1,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
} as const;
