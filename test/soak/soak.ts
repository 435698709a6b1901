import { help, readArguments, type SoakCommand } from './arguments.ts';
import { runEach } from './each-fault.ts';
import { isGood, reportText } from './report.ts';
import { runSoak } from './run-soak.ts';

function readOrExit(): SoakCommand {
  try {
    const command = readArguments(process.argv.slice(2));
    if (command !== 'help') return command;
    process.stdout.write(help);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  }
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function runOnce({ options }: SoakCommand): Promise<boolean> {
  const report = await runSoak(options, tell);
  tell(reportText(options, report));
  return isGood(report);
}

const command = readOrExit();
const { options, each } = command;
const isAllGood = each === undefined ? await runOnce(command) : await runEach(options, each, tell);
process.exitCode = isAllGood ? 0 : 1;
