import { messageOf, UsageError } from './local-run.ts';
import { help, readArguments, type StackBus } from './remove-rules/arguments.ts';
import { type BusRules, connect } from './remove-rules/bus-rules.ts';

/** Each webhook's rule is named by the webhook's id. */
const prefix = 'whk_';

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly connect: () => BusRules;
}

/** @returns the exit code */
export async function removeRules(argv: readonly string[], world: Surroundings): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      world.out(help);
      return 0;
    }
    const rules = world.connect();
    await assertDestroyed(rules, args.bus);
    const { name } = args.bus;
    const names = await rules.names(name, prefix);
    for (const rule of names) await rules.remove(name, rule);
    world.out(`removed ${names.length} rules of ${name}`);
    return 0;
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** A later stack of the same name has another id, and another bus. */
async function assertDestroyed(rules: BusRules, { stackName, stackUuid, name }: StackBus): Promise<void> {
  const id = await rules.stackId(stackName);
  if (id?.endsWith(`/${stackUuid}`) !== true) return;
  throw new Error(
    `the stack ${stackName} is still there, and ${name} is its bus: destroy it first (cdk destroy)`,
  );
}

if (import.meta.main) {
  process.exitCode = await removeRules(process.argv.slice(2), {
    out: line => console.log(line),
    err: line => console.error(line),
    connect,
  });
}
