import { connect, type FunctionCalls, findFunction } from './function-calls.ts';
import { findLocalRun, type LocalRun, messageOf, UsageError } from './local-run.ts';
import { help, readArguments } from './redrive/arguments.ts';
import { deadLetterHandler, redriveAll } from './redrive/redrive-all.ts';

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** @param local `undefined` for AWS itself */
  readonly connect: (local: LocalRun | undefined) => FunctionCalls;
}

/** @returns the exit code */
export async function redrive(argv: readonly string[], world: Surroundings): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      world.out(help);
      return 0;
    }
    const local = args.runtimeFile === undefined ? undefined : await findLocalRun(args.runtimeFile);
    const calls = world.connect(local);
    const functionName = await findFunction(calls, local, deadLetterHandler, args);
    const redriven = await redriveAll(calls, functionName, args.queue);
    const { sentBack, dropped, parked, left } = redriven;
    if (args.json) world.out(JSON.stringify(redriven));
    else {
      world.out(`sent back  ${sentBack}`);
      world.out(`dropped    ${dropped} (their webhooks are deleted)`);
      world.out(`parked     ${parked} (they name no webhook)`);
      world.out(`left       ${left} (SQS did not take them)`);
    }
    return left === 0 ? 0 : 1;
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

if (import.meta.main) {
  process.exitCode = await redrive(process.argv.slice(2), {
    out: line => console.log(line),
    err: line => console.error(line),
    connect,
  });
}
