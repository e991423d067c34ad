import { Command } from 'commander';
import { examine, type Report } from './doctor/examine.ts';
import { print } from './print.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('looks at everything that can be wrong, and says what to do about what it finds')
    .action(async (_, command: Command) => {
      const report = await examine(process.env);
      print(command, { json: report, text: textOf(report) });
      if (report.findings.some(({ level }) => level === 'FAULT')) process.exitCode = 1;
    });
}

function textOf({ examined, findings }: Report): string {
  const lines = examined.flatMap((subject) => {
    const found = findings.filter((finding) => finding.subject === subject);
    if (found.length === 0) return [`ok       ${subject}`];
    return found.map(({ level, message, remedy }) => `${level.padEnd(8)} ${subject}: ${message}\n         → ${remedy}`);
  });
  return lines.join('\n');
}
