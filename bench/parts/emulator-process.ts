/** An Ashby in a process of its own, so that neither its memory nor its time is ours. Forked by `emulatorApart`. */
import { startEmulator } from '@handoff/ats-ashby/emulator';

const candidates = Number(process.argv[2]);
const { url, apiKey } = await startEmulator({
  port: 0,
  seed: { candidates, jobs: 1 },
  limitPerMinute: 1_000_000_000,
});
process.send?.({ url, apiKey });
