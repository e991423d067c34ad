import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';

/** Its parts are no part of a production install: they are loaded when somebody asks for them. */
export function emulatorCommand(): Command {
  return new Command('emulator')
    .description('runs an Ashby to try things on, with candidates and jobs of its own')
    .option('--port <port>', 'to listen on; 0 takes a free one', '4001')
    .option('--folder <folder>', 'where it keeps its state; without it, it forgets')
    .action(async ({ port, folder }: { port: string; folder?: string }) => {
      const { startEmulator } = await import('@handoff/ats-ashby/emulator');
      const kept = folder === undefined ? {} : { folder };
      const emulator = await startEmulator({ port: Number(port), seed: { candidates: 500, jobs: 12 }, ...kept });
      process.stdout.write(`Ashby (an emulator) listens on ${emulator.url}\nAPI key ${emulator.apiKey}\n`);
      closeWithGrace({ logger: false }, () => emulator.stop());
    });
}
