import type { FunctionArguments } from './function-arguments.ts';
import { connect, type FunctionCalls, type FunctionPlace, findFunction } from './function-calls.ts';
import { findLocalRun, type LocalRun, messageOf, UsageError } from './local-run.ts';

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** @param local `undefined` for AWS itself */
  readonly connect: (local: LocalRun | undefined) => FunctionCalls;
}

/** A command that lets a function of the stack do the work. */
export interface FunctionCommand<Arguments extends FunctionArguments> {
  readonly help: string;
  /** @throws UsageError */
  readonly readArguments: (argv: readonly string[]) => Arguments;
  readonly place: FunctionPlace;
  /** @returns the exit code */
  readonly work: (
    calls: FunctionCalls,
    functionName: string,
    args: Arguments,
    world: Surroundings,
  ) => Promise<number>;
}

/** @returns the exit code: 1 when the work failed, 2 when the call was wrong */
export async function runFunctionCommand<Arguments extends FunctionArguments>(
  { help, readArguments, place, work }: FunctionCommand<Arguments>,
  argv: readonly string[],
  world: Surroundings,
): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      world.out(help);
      return 0;
    }
    const local = args.runtimeFile === undefined ? undefined : await findLocalRun(args.runtimeFile);
    const calls = world.connect(local);
    return await work(calls, await findFunction(calls, local, place, args), args, world);
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** The process's own. */
export const surroundings: Surroundings = {
  out: line => console.log(line),
  err: line => console.error(line),
  connect,
};
