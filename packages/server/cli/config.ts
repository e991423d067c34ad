import { Command } from 'commander';
import { explainConfig } from '../src/config.ts';
import { columns, print } from './print.ts';

export function configCommand(): Command {
  return new Command('config')
    .description('every setting: what it is now, where that comes from, and what is wrong with it')
    .action((_, command: Command) => {
      const explained = explainConfig(process.env);
      const rows = explained.map(({ name, shown, source, fault, about }) => [
        name,
        shown ?? '(not set)',
        fault === null ? source : `WRONG: ${fault}`,
        about,
      ]);
      print(command, { json: explained, text: columns([['setting', 'value', 'from', ''], ...rows]) });
      if (explained.some(({ fault }) => fault !== null)) process.exitCode = 2;
    });
}
