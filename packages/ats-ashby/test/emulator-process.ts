import { startEmulator } from '../emulator/index.ts';

/** An emulator in a process of its own, to be killed. */
const { url, apiKey } = await startEmulator({ port: 0, folder: process.argv[2] ?? '' });
process.send?.({ url, apiKey });
