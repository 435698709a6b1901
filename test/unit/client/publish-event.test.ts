import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalRun } from '../../../client/local-run.ts';
import { help } from '../../../client/publish/arguments.ts';
import { publishEvent } from '../../../client/publish-event.ts';
import type { EventEntry } from '../../../client/publisher/put-events.ts';
import type { PutResult } from '../../../event-contract/put-entries.ts';

const acmeDetail = { previousValue: null, currentValue: null, companyId: 'acme', projectId: 'website' };
const acmeFlags = ['--type', 'TODO_MOVED', '--company', 'acme', '--project', 'website'];
const local: LocalRun = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
  eventBusName: 'LocalBus',
};

const timing = { now: () => 0, random: () => 0, wait: async () => {} };

let folder = '';
let runtimeFile = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-event-'));
  runtimeFile = join(folder, 'runtime.json');
  const { endpoint, region, credentials, eventBusName } = local;
  const runtime = { awsEndpointUrl: endpoint, region, ...credentials, eventBusName };
  await writeFile(runtimeFile, JSON.stringify(runtime));
});

afterAll(() => rm(folder, { recursive: true }));

async function run(
  args: readonly string[],
  input = '',
  refuse: (entry: EventEntry) => boolean = () => false,
) {
  const out: string[] = [];
  const err: string[] = [];
  const batches: EventEntry[][] = [];
  const connections: (LocalRun | undefined)[] = [];
  let ids = 0;
  const code = await publishEvent(args, {
    out: line => out.push(line),
    err: line => err.push(line),
    readInput: async () => input,
    timing,
    connect: connection => {
      connections.push(connection);
      return async entries => {
        batches.push([...entries]);
        return entries.map((entry): PutResult => {
          ids += 1;
          return refuse(entry)
            ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'no JSON' }
            : { EventId: `id-${ids}` };
        });
      };
    },
  });
  return { code, out, err, batches, connections };
}

describe('publish-event from flags', () => {
  it('puts one event on the bus of the local run', async () => {
    const { code, out, err, batches, connections } = await run([...acmeFlags, '--runtime-file', runtimeFile]);
    expect({ code, out, err }).toEqual({ code: 0, out: ['id-1'], err: [] });
    expect(batches).toEqual([
      [
        {
          Source: 'blue',
          DetailType: 'TODO_MOVED',
          Detail: JSON.stringify(acmeDetail),
          EventBusName: 'LocalBus',
        },
      ],
    ]);
    expect(connections).toEqual([local]);
  });

  it('takes record, actor, further members, source and bus', async () => {
    const detail = '{"currentValue":{"title":"Ship it"},"companyId":"elsewhere"}';
    const more = [
      '--record',
      'r1',
      '--actor',
      'u1',
      '--detail',
      detail,
      '--source',
      'crm',
      '--bus',
      'B',
      '--aws',
    ];
    const { batches, connections } = await run([...acmeFlags, ...more]);
    const [entry] = batches.flat();
    expect(JSON.parse(entry?.Detail ?? '')).toEqual({
      ...acmeDetail,
      currentValue: { title: 'Ship it' },
      recordId: 'r1',
      actorId: 'u1',
    });
    expect([entry?.Source, entry?.EventBusName]).toEqual(['crm', 'B']);
    expect(connections).toEqual([undefined]);
  });

  it('keeps the numbers of --detail as they are written', async () => {
    const { batches } = await run([
      ...acmeFlags,
      '--detail',
      '{"currentValue":{"id":12345678901234567890,"price":1.0}}',
      '--bus',
      'B',
      '--aws',
    ]);
    expect(batches.flat()[0]?.Detail).toBe(
      '{"previousValue":null,"currentValue":{"id":12345678901234567890,"price":1.0},"companyId":"acme","projectId":"website"}',
    );
  });

  it('repeats it, ten to a call', async () => {
    const { out, batches } = await run([...acmeFlags, '--count', '23', '--runtime-file', runtimeFile]);
    expect(out.length).toBe(23);
    expect(batches.map(batch => batch.length)).toEqual([10, 10, 3]);
  });

  it('names refused entries by index', async () => {
    const lines = ['a', 'b', 'c'].map(type => JSON.stringify({ type, detail: acmeDetail }));
    const args = ['--file', '-', '--bus', 'B', '--aws'];
    const { code, out, err } = await run(args, lines.join('\n'), ({ DetailType }) => DetailType === 'b');
    expect({ code, out, err }).toEqual({
      code: 1,
      out: ['id-1', 'id-3'],
      err: ['event 1 was refused: MalformedDetail: no JSON'],
    });
  });

  it('says where it stopped when a call breaks', async () => {
    const out: string[] = [];
    const err: string[] = [];
    let calls = 0;
    const code = await publishEvent([...acmeFlags, '--count', '25', '--bus', 'B', '--aws'], {
      out: line => out.push(line),
      err: line => err.push(line),
      readInput: async () => '',
      timing,
      connect: () => async entries => {
        calls += 1;
        if (calls > 1) throw new Error('connection refused');
        return entries.map((_, i) => ({ EventId: String(i) }));
      },
    });
    expect(code).toBe(1);
    expect(out.length).toBe(10);
    expect(err).toEqual(['stopped at event 10 of 25: connection refused']);
  });

  it('prints its help', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: [help], batches: [] });
  });

  const wrong: { args: string[]; says: string; input?: string }[] = [
    { args: [], says: '--type, --company and --project are needed, or --file; see --help' },
    {
      args: ['--type', 'T', '--company', 'acme'],
      says: '--type, --company and --project are needed, or --file; see --help',
    },
    { args: [...acmeFlags, '--count', '0'], says: '--count is a whole number from 1 on' },
    { args: [...acmeFlags, '--count', 'x'], says: '--count is a whole number from 1 on' },
    { args: [...acmeFlags, '--detail', '[]'], says: '--detail is not a JSON object' },
    { args: [...acmeFlags, '--file', '-'], says: '--file and --type exclude each other' },
    { args: ['--file', '-', '--count', '2'], says: '--file and --count exclude each other' },
    {
      args: [...acmeFlags, '--aws', '--runtime-file', 'x'],
      says: '--aws and --runtime-file exclude each other',
    },
    {
      args: [...acmeFlags, '--aws'],
      says: 'which event bus? No local run is on (npm start); for AWS give --bus NAME',
    },
    {
      args: [...acmeFlags, '--source', 'finehook', '--aws', '--bus', 'B'],
      says: 'event 0: The source "finehook" is reserved for events about Finehook itself.',
    },
    {
      args: [...acmeFlags, '--runtime-file', '/nowhere/runtime.json'],
      says: '/nowhere/runtime.json is not there: is the local run (npm start) on?',
    },
    {
      args: ['--file', '-', '--aws', '--bus', 'B'],
      input: ' \n',
      says: 'the input is empty: a JSON object, an array or JSON lines are expected',
    },
    {
      args: ['--file', '-', '--aws', '--bus', 'B'],
      input: JSON.stringify({ type: 'T', detail: { ...acmeDetail, currentValue: 'x'.repeat(1_048_576) } }),
      says: 'event 0 has 1048662 bytes; EventBridge takes 1048576',
    },
  ];
  it.each(wrong)('$args is a wrong call: $says', async ({ args, says, input }) => {
    const { code, err, batches } = await run(args, input);
    expect({ code, err, batches }).toEqual({ code: 2, err: [says], batches: [] });
  });

  it.each([
    { args: ['--colour', 'red'], says: '--colour' },
    { args: [...acmeFlags, '--detail', '{'], says: '--detail is not valid JSON' },
    { args: ['--file', '/nowhere/events.json', '--aws'], says: 'cannot read /nowhere/events.json' },
  ])('$args is a wrong call', async ({ args, says }) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err[0]).toContain(says);
  });
});
