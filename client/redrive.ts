import { runFunctionCommand, type Surroundings, surroundings } from './function-command.ts';
import { help, readArguments } from './redrive/arguments.ts';
import { deadLetterHandler, redriveAll } from './redrive/redrive-all.ts';

/** @returns the exit code */
export function redrive(argv: readonly string[], world: Surroundings): Promise<number> {
  return runFunctionCommand(
    {
      help,
      readArguments,
      place: deadLetterHandler,
      async work(calls, functionName, args, { out }) {
        const redriven = await redriveAll(calls, functionName, args.queue);
        const { sentBack, dropped, parked, left } = redriven;
        if (args.json) out(JSON.stringify(redriven));
        else {
          out(`sent back  ${sentBack}`);
          out(`dropped    ${dropped} (their webhooks are deleted)`);
          out(`parked     ${parked} (they name no webhook)`);
          out(`left       ${left} (SQS did not take them)`);
        }
        return left === 0 ? 0 : 1;
      },
    },
    argv,
    world,
  );
}

if (import.meta.main) process.exitCode = await redrive(process.argv.slice(2), surroundings);
