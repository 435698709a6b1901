import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { findLocalRun, type LocalRun, messageOf, UsageError } from './local-run.ts';
import { type Arguments, help, readArguments } from './publish/arguments.ts';
import { type EventEntry, parseObjects, toEntry } from './publish/event-entries.ts';
import { entryBytes, maxBytes, type PutEntries, sendEntries } from './publish/send-entries.ts';

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly readInput: () => Promise<string>;
  /** @param local `undefined` for AWS itself */
  readonly connect: (local: LocalRun | undefined) => PutEntries;
}

async function objectsOf({ file, event, count }: Arguments, readInput: Surroundings['readInput']) {
  if (file === undefined) return Array.from({ length: count }, () => event);
  if (file === '-') return parseObjects(await readInput());
  try {
    return parseObjects(await readFile(file, 'utf8'));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot read ${file}: ${messageOf(error)}`);
  }
}

async function readEntries(
  args: Arguments,
  local: LocalRun | undefined,
  readInput: Surroundings['readInput'],
): Promise<EventEntry[]> {
  const defaults = { source: args.source, bus: args.bus ?? local?.eventBusName };
  const entries = (await objectsOf(args, readInput)).map((value, i) => toEntry(value, i, defaults));
  for (const [i, entry] of entries.entries()) {
    // Without a bus AWS takes the account's default one, and no webhook would ever hear of it.
    if (entry.EventBusName === undefined) {
      throw new UsageError('which event bus? No local run is on (npm start); for AWS give --bus NAME');
    }
    const bytes = entryBytes(entry);
    if (bytes > maxBytes)
      throw new UsageError(`event ${i} has ${bytes} bytes; EventBridge takes ${maxBytes}`);
  }
  return entries;
}

/** @returns the exit code */
export async function publishEvent(argv: readonly string[], world: Surroundings): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      world.out(help);
      return 0;
    }
    const local = args.aws ? undefined : await findLocalRun(args.runtimeFile);
    const entries = await readEntries(args, local, world.readInput);
    const { eventIds, refusals, broken } = await sendEntries(world.connect(local), entries);
    for (const id of eventIds) if (id !== undefined) world.out(id);
    for (const { index, reason } of refusals) world.err(`event ${index} was refused: ${reason}`);
    if (broken !== undefined) {
      world.err(`stopped at event ${broken.index} of ${entries.length}: ${broken.reason}`);
    }
    return refusals.length === 0 && broken === undefined ? 0 : 1;
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function connect(local: LocalRun | undefined): PutEntries {
  const client = new EventBridgeClient(
    local === undefined
      ? {}
      : { endpoint: local.endpoint, region: local.region, credentials: local.credentials },
  );
  return async entries => {
    const { Entries } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return Entries ?? [];
  };
}

if (import.meta.main) {
  process.exitCode = await publishEvent(process.argv.slice(2), {
    out: line => console.log(line),
    err: line => console.error(line),
    readInput: () => text(process.stdin),
    connect,
  });
}
