import { runFunctionCommand, type Surroundings, surroundings } from './function-command.ts';
import { help, readArguments } from './keys/arguments.ts';
import { keyMaker, makeKey } from './keys/key-maker.ts';

/** @returns the exit code */
export function keys(argv: readonly string[], world: Surroundings): Promise<number> {
  return runFunctionCommand(
    {
      help,
      readArguments,
      place: keyMaker,
      async work(calls, functionName, args, { out, err }) {
        const made = await makeKey(calls, functionName, args);
        if (args.json) out(JSON.stringify(made));
        else {
          out(made.key);
          err(`Key ${made.id} ("${args.name}") is made. It is shown this once: keep it safe.`);
        }
        return 0;
      },
    },
    argv,
    world,
  );
}

if (import.meta.main) process.exitCode = await keys(process.argv.slice(2), surroundings);
