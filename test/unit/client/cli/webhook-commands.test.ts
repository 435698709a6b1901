import { describe, expect, it } from 'vitest';
import { runCli } from '../../../support/cli-run.ts';
import { MemoryApi, okAttempt } from '../../../support/memory-api.ts';

const setup = ['--name', 'CRM', '--receiver', 'https://crm.example/in'];
const listening = ['--events', 'TODO_MOVED,TODO_CREATED', '--in', 'acme:website,app', '--in', 'globex:*'];
const id = 'whk_01kdvdna001000000000000000';
const secret = 'whsec_AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const filter = {
  anyOf: [
    {
      eventTypes: ['TODO_MOVED', 'TODO_CREATED'],
      companies: [
        { companyId: 'acme', projectIds: ['website', 'app'] },
        { companyId: 'globex', projectIds: '*' },
      ],
    },
  ],
};

async function apiWithWebhook(): Promise<MemoryApi> {
  const api = new MemoryApi();
  await api.send('POST', '/v1/grants', { companyId: 'globex', toCompanyId: 'acme' });
  const { code } = await runCli(api, ['webhooks', 'create', ...setup, ...listening]);
  expect(code).toBe(0);
  return api;
}

function facts(name = 'CRM', status = 'active'): string[] {
  return [
    `id          ${id}`,
    `name        ${name}`,
    'url         https://crm.example/in',
    `status      ${status}`,
    'rule        live',
    'format      standard',
    'listens to  TODO_MOVED, TODO_CREATED in acme:website,app globex:*',
  ];
}

describe('webhooks create', () => {
  it('makes a filter of --events and --in, and shows the secret', async () => {
    const api = new MemoryApi();
    await api.send('POST', '/v1/grants', { companyId: 'globex', toCompanyId: 'acme' });
    const { code, out, err, sent } = await runCli(api, ['webhooks', 'create', ...setup, ...listening]);
    expect({ code, out }).toEqual({ code: 0, out: [...facts(), `secret      ${secret}`] });
    expect(err).toEqual(['The secret is shown this once: the receiver verifies calls by it.']);
    const body = { name: 'CRM', url: 'https://crm.example/in', filter };
    expect(sent).toEqual([`POST /v1/webhooks ${JSON.stringify(body)}`]);
  });

  it('takes all of it from standard input, with numbers as they are written', async () => {
    const body = `{"name":"CRM","url":"https://crm.example/in","filter":{"anyOf":[{"eventTypes":["*"],"companies":[{"companyId":"acme","projectIds":"*"}],"conditions":{"pattern":{"currentValue":{"n":[{"numeric":["=",1.0]}]}}}}]}}`;
    const world = { input: body };
    const { code, sent } = await runCli(new MemoryApi(), ['webhooks', 'create', '--file', '-'], world);
    expect({ code, sent }).toEqual({ code: 0, sent: [`POST /v1/webhooks ${body}`] });
  });

  it('shows where the API finds fault, and what to do', async () => {
    const argv = ['webhooks', 'create', ...setup, '--events', 'NOPE', '--in', 'acme:*'];
    const { code, out, err } = await runCli(new MemoryApi(), argv);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toEqual([
      'The filter is not valid (400): The filter is not valid.',
      '  /filter/anyOf/0/eventTypes/0: No such event type.',
      'What to do: The pointers say where. "*" in a list of its own means every event type; an empty list never does.',
      'Request req-1',
    ]);
  });

  it.each([
    [setup, '--events missing, or --file; see --help'],
    [listening, '--name, --receiver missing, or --file; see --help'],
    [
      [...setup, '--in', 'acme:*'],
      "--events and --in belong together: which events, and where? '*' says all",
    ],
    [
      [...setup, '--events', '*', '--in', 'acme'],
      '--in acme: write COMPANY:PROJECT,PROJECT, or COMPANY:* for all projects',
    ],
    [[...setup, ...listening, '--filter', '{}'], '--filter says everything: leave --events and --in out'],
    [[...setup, '--file', '-'], '--file says everything: leave out what sets name, url'],
    [[...setup, '--filter', '[]'], '--filter is no JSON object'],
  ])('refuses %j, and sends nothing', async (args, message) => {
    const { code, err, sent } = await runCli(new MemoryApi(), ['webhooks', 'create', ...args]);
    expect({ code, err, sent }).toEqual({ code: 2, err: [message], sent: [] });
  });
});

describe('webhooks', () => {
  it('lists them in a table', async () => {
    const { code, out, err } = await runCli(await apiWithWebhook(), ['webhooks', 'list']);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out).toEqual([
      'ID                              NAME  STATUS  RULE  URL',
      `${id}  CRM   active  live  https://crm.example/in`,
    ]);
  });

  it('says that the list goes on, and where', async () => {
    const api = await apiWithWebhook();
    await runCli(api, ['webhooks', 'create', ...setup, ...listening]);
    const { out, err } = await runCli(api, ['webhooks', 'list', '--limit', '1']);
    expect(out).toHaveLength(2);
    const cursor = /^There are more: give a higher --limit, or --cursor (\S+)$/.exec(err.join('\n'))?.[1];
    const rest = await runCli(api, ['webhooks', 'list', '--cursor', cursor ?? '', '--json']);
    expect(JSON.parse(rest.out.join(''))).toMatchObject({ items: [{ id }], nextCursor: null });
  });

  it('shows one with its health', async () => {
    const { out } = await runCli(await apiWithWebhook(), ['webhooks', 'get', id]);
    // The longest name makes room for all.
    expect(out.slice(0, -3)).toEqual(facts().map(line => line.replace(/^(.{10})/, '$1  ')));
    expect(out.slice(-3)).toEqual(['last success  -', 'last failure  -', 'held          0']);
  });

  it('changes what is given', async () => {
    const { out, sent } = await runCli(await apiWithWebhook(), ['webhooks', 'update', id, '--name', 'B']);
    expect(out).toEqual(facts('B'));
    expect(sent).toEqual([`PATCH /v1/webhooks/${id} {"name":"B"}`]);
  });

  it('pauses and enables one', async () => {
    const api = await apiWithWebhook();
    const paused = await runCli(api, ['webhooks', 'pause', id, '--events', 'drop']);
    expect(paused.out).toEqual(facts('CRM', 'paused').map(line => line.replace('live', 'off')));
    expect(paused.sent).toEqual([`POST /v1/webhooks/${id}/pause {"events":"drop"}`]);
    expect((await runCli(api, ['webhooks', 'enable', id])).out).toEqual(facts());
  });

  it('ends with 1 when the receiver does not answer a test with success', async () => {
    const api = await apiWithWebhook();
    const argv = ['webhooks', 'test', id, '--type', 'TODO_MOVED'];
    const good = await runCli(api, argv);
    expect(good).toMatchObject({ code: 0, out: ['answer  200', 'took    12 ms', 'fault   -', 'ok'] });
    api.prober.answers = [{ ...okAttempt, status: null, error: 'timeout', errorDetail: 'too\u001b[2J slow' }];
    const bad = await runCli(api, argv);
    expect(bad).toMatchObject({
      code: 1,
      out: ['answer  timeout', 'took    12 ms', 'fault   too [2J slow', 'ok'],
    });
  });

  it('shows what has happened to one', async () => {
    const api = await apiWithWebhook();
    await api.history.add(id, {
      version: 1,
      at: '2026-01-01T00:00:00.000Z',
      change: 'created',
      from: null,
      to: 'active',
      reason: null,
      by: 'key:key_1',
      holdUntil: null,
    });
    const { code, out } = await runCli(api, ['webhooks', 'history', id]);
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'AT                        CHANGE   FROM  TO      REASON  BY',
        '2026-01-01T00:00:00.000Z  created  -     active  -       key:key_1',
      ],
    });
  });

  it('deletes one, after which there is none', async () => {
    const api = await apiWithWebhook();
    expect((await runCli(api, ['webhooks', 'delete', id])).out).toEqual([`deleted ${id}`]);
    const { code, err } = await runCli(api, ['webhooks', 'get', id]);
    expect({ code, err }).toEqual({
      code: 1,
      err: [
        'Not found (404): No such webhook, or this API key does not hold all of its companies.',
        'What to do: List what there is, and compare ids. /openapi.json lists the paths.',
        'Request req-1',
      ],
    });
  });
});

it('shows what is left out, and of long lists the beginning', async () => {
  const projectIds = Array.from({ length: 7 }, (_, i) => `p${i}`);
  const exceptProjectIds = ['test'];
  const filterOfTwo = {
    anyOf: [
      {
        eventTypes: ['*'],
        exceptEventTypes: ['TAG_CREATED', 'TAG_DELETED'],
        companies: [{ companyId: 'acme', projectIds: '*', exceptProjectIds }],
      },
      { eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds }] },
    ],
  };
  const argv = ['webhooks', 'create', ...setup, '--filter', JSON.stringify(filterOfTwo)];
  const { out } = await runCli(new MemoryApi(), argv);
  expect(out.filter(line => line.startsWith('listens to'))).toEqual([
    'listens to  * but TAG_CREATED,TAG_DELETED in acme:* but test',
    'listens to  TODO_MOVED in acme:p0,p1,p2,p3,p4 and 2 more',
  ]);
});
