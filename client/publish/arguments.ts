import { parseArgs } from 'node:util';
import { isObject } from '../../event-contract/exact-json.ts';
import { messageOf, parseJson, UsageError } from '../local-run.ts';

export const help = `Puts events on Finehook's event bus.

  npm run publish-event -- --type TODO_MOVED --company acme --project website
  npm run publish-event -- --file events.jsonl
  some-program | npm run --silent publish-event -- --file -

An event from flags
  --type TYPE         event type, a name of the event catalog
  --company ID        companyId of the event's Detail
  --project ID        projectId
  --record ID         recordId
  --actor ID          actorId
  --detail JSON       an object: further members of Detail, such as {"currentValue":{"title":"Ship it"}}
  --count N           put it N times (default 1)

Events from a file
  --file FILE         "-" for standard input: a JSON object, an array, or one object on each line, either
                      {"type","detail","source"?} or as PutEvents takes them {"Source"?,"DetailType","Detail",…}

An event whose previousValue and currentValue are objects gets "changes" and "changedFields", unless it has "changes" or its
Detail is a text.

Where to
  --bus NAME          event bus (default: the local run's)
  --source SOURCE     source of events that name none (default: blue)
  --runtime-file FILE the local run's file (default: .local/runtime.json, if it is there)
  --aws               AWS by the SDK's usual settings, even if a local run is on; needs --bus

Prints an event id per line. Exit code 0: EventBridge took all; 1: it did not, and standard error says which by their
index from 0; 2: the call was wrong, and nothing was sent.
`;

export interface Arguments {
  readonly help: boolean;
  readonly aws: boolean;
  readonly bus: string | undefined;
  readonly source: string;
  readonly runtimeFile: string | undefined;
  readonly file: string | undefined;
  readonly count: number;
  /** The event of the flags, in the short form; `undefined` with `--file`. */
  readonly event: { readonly type: string; readonly detail: Readonly<Record<string, unknown>> } | undefined;
}

const text = { type: 'string' } as const;
const eventFlags = {
  type: text,
  company: text,
  project: text,
  record: text,
  actor: text,
  detail: text,
  count: text,
} as const;

function parse(args: readonly string[]) {
  const options = {
    ...eventFlags,
    file: text,
    bus: text,
    source: text,
    'runtime-file': text,
    aws: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

type Values = ReturnType<typeof parse>;

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const values = parse(args);
  const isHelp = values.help === true;
  const { file, bus, 'runtime-file': runtimeFile } = values;
  const aws = values.aws === true;
  if (aws && runtimeFile !== undefined) throw new UsageError('--aws and --runtime-file exclude each other');
  return {
    help: isHelp,
    aws,
    bus,
    source: values.source ?? 'blue',
    runtimeFile,
    file,
    count: readCount(values.count),
    event: isHelp ? undefined : eventOf(values),
  };
}

function readCount(count: string | undefined): number {
  if (count === undefined) return 1;
  const number = Number(count);
  if (!Number.isInteger(number) || number < 1) throw new UsageError('--count is a whole number from 1 on');
  return number;
}

function eventOf(values: Values): Arguments['event'] {
  if (values.file !== undefined) {
    const given = Object.keys(eventFlags).find(name => name in values);
    if (given !== undefined) throw new UsageError(`--file and --${given} exclude each other`);
    return undefined;
  }
  const { type, company, project, record, actor, detail } = values;
  if (type === undefined || company === undefined || project === undefined) {
    throw new UsageError('--type, --company and --project are needed, or --file; see --help');
  }
  const further = detail === undefined ? {} : parseJson(detail, '--detail');
  if (!isObject(further)) throw new UsageError('--detail is not a JSON object');
  return {
    type,
    detail: {
      previousValue: null,
      currentValue: null,
      ...further,
      companyId: company,
      projectId: project,
      ...(record === undefined ? {} : { recordId: record }),
      ...(actor === undefined ? {} : { actorId: actor }),
    },
  };
}
