import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { entryBytes, maxBytes } from '../event-contract/batches.ts';
import { type PutOutcome, putEntries, type Timing } from '../event-contract/put-entries.ts';
import { findLocalRun, type LocalRun, messageOf, UsageError } from './local-run.ts';
import { type Arguments, help, readArguments } from './publish/arguments.ts';
import { parseObjects, toEntry } from './publish/event-entries.ts';
import {
  type EventEntry,
  failureOf,
  type PutEvents,
  putEventsBy,
  realTiming,
} from './publisher/put-events.ts';

/** However many events there are, each has its tries. */
const giveUpAfterMs = Number.POSITIVE_INFINITY;

/** What the command touches, so that tests can stand in for it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly readInput: () => Promise<string>;
  /** @param local `undefined` for AWS itself */
  readonly connect: (local: LocalRun | undefined) => PutEvents;
  readonly timing: Timing;
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
    const options = { put: world.connect(local), failureOf, timing: world.timing, giveUpAfterMs };
    return report(await putEntries(entries, options), world);
  } catch (error) {
    world.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** @returns the exit code */
function report(outcomes: readonly PutOutcome[], { out, err }: Pick<Surroundings, 'out' | 'err'>): number {
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'failed' ? [{ ...outcome, index }] : [],
  );
  for (const outcome of outcomes) if (outcome.status === 'accepted') out(outcome.id);
  const isBroken = (code: string) => code === 'CallFailed' || code === 'NotSent';
  for (const { index, code, detail } of failures) {
    if (!isBroken(code)) err(`event ${index} was refused: ${code}: ${detail}`);
  }
  const broken = failures.find(({ code }) => isBroken(code));
  if (broken !== undefined) err(`stopped at event ${broken.index} of ${outcomes.length}: ${broken.detail}`);
  return failures.length === 0 ? 0 : 1;
}

function connect(local: LocalRun | undefined): PutEvents {
  return putEventsBy(
    new EventBridgeClient(
      local === undefined
        ? {}
        : { endpoint: local.endpoint, region: local.region, credentials: local.credentials },
    ),
  );
}

if (import.meta.main) {
  process.exitCode = await publishEvent(process.argv.slice(2), {
    out: line => console.log(line),
    err: line => console.error(line),
    readInput: () => text(process.stdin),
    connect,
    timing: realTiming,
  });
}
