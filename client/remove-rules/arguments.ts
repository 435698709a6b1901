import { parseOptions } from '../function-arguments.ts';
import { UsageError } from '../local-run.ts';

export const help = `Removes the webhooks' rules of an event bus that a destroyed stack of Finehook has left behind.

  npm run remove-rules -- --bus Finehook-events-0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0

  --bus NAME   the event bus, as the stack's output EventBusName has named it

Destroy the stack first: as long as it is there its rule-reconciler makes the rules anew, and this command refuses. Removes
rules whose name begins with whk_ and no others, with their targets; the bus stays. May be repeated. Needs the rights
cloudformation:DescribeStacks, and events:ListRules, ListTargetsByRule, RemoveTargets and DeleteRule. Exit code 0: no such
rule is left; 1: AWS refused, or the stack is there; 2: the call was wrong.
`;

export interface Arguments {
  readonly help: boolean;
  readonly bus: StackBus;
}

/** What the name of a bus says: `<stack>-events-<uuid of the stack>`. */
export interface StackBus {
  readonly name: string;
  readonly stackName: string;
  readonly stackUuid: string;
}

const options = { bus: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(argv, options);
  const { help: isHelp = false, bus } = values;
  if (isHelp) return { help: true, bus: { name: '', stackName: '', stackUuid: '' } };
  if (bus === undefined || positionals.length > 0) throw new UsageError('which bus? --bus NAME; see --help');
  const [, stackName, stackUuid] =
    /^([A-Za-z][A-Za-z0-9-]*)-events-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(bus) ?? [];
  if (stackName === undefined || stackUuid === undefined) {
    throw new UsageError(`${bus} is not named as the bus of a Finehook: <stack>-events-<uuid of the stack>`);
  }
  return { help: false, bus: { name: bus, stackName, stackUuid } };
}
