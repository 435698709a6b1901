import { ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteRuleCommand, PutRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setFault } from '../support/fault-control.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { settle } from '../support/settle.ts';

const ruleQuota = 8;

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: [
      // The sample of events would take one of the rules.
      ...['--rule-quota', String(ruleQuota), '--faults', 'capacity', '--set', 'recentEvents=0'],
      ...['--fault', 'all=0', '--fault', 'eventbridge-throttle=0@Api'],
    ],
  });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

const remove = async (...ids: string[]) => {
  for (const id of ids) expect((await finehook.api('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
};

const inputFor = (companyId: string, eventTypes = ['*']) => ({
  name: companyId,
  url: `${run.runtime.receiverUrl}/in/${companyId}`,
  filter: { anyOf: [{ eventTypes, companies: [{ companyId, projectIds: '*' }] }] },
});

/** The partitions of all that there is of webhooks, deleted ones too, and of their history, from which operational events come. */
async function written(): Promise<string[]> {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  const TableName = TableNames.find(name => name.includes('WebhooksTable'));
  const { Items = [], LastEvaluatedKey } = await finehook.dynamodb.send(
    new ScanCommand({ TableName, ProjectionExpression: 'pk' }),
  );
  expect(LastEvaluatedKey).toBeUndefined();
  const keys = new Set(Items.map(({ pk }) => pk?.S ?? ''));
  return [...keys].filter(key => /^(WEBHOOK|HISTORY|DATAKEY|AUDIT)#/.test(key)).sort();
}

/** What the functions have written to their metrics. */
const metric = (name: string) => run.logs().split(`"${name}":`).length - 1;

describe('getCapacity', () => {
  it('tells how full the bus was at the last run of the rule-reconciler, and what a company has', async () => {
    const companyId = uniqueName('count');
    const one = await finehook.webhookTo(companyId);
    const two = await finehook.webhookTo(companyId);
    await finehook.api('POST', `/v1/webhooks/${two.id}/pause`, { events: 'drop' });
    const EventBusName = run.runtime.eventBusName;
    const foreign = { EventBusName, Name: 'foreign' };
    await finehook.eventBridge.send(new PutRuleCommand({ ...foreign, EventPattern: '{"source":["x"]}' }));
    const before = new Date().toISOString();
    await finehook.invoke('RuleReconciler');
    const { status, body } = await finehook.api('GET', `/v1/capacity?companyId=${companyId}`);
    expect([status, body]).toEqual([
      200,
      {
        bus: {
          ruleQuota,
          counted: {
            at: expect.any(String),
            rules: 3,
            rulesOfWebhooks: 2,
            rulesLeft: 5,
            webhooks: { live: 1, pending: 0, off: 1 },
          },
        },
        company: { companyId, webhooks: 2, webhooksPerCompany: 100, webhooksLeft: 98 },
      },
    ]);
    expect(body.bus.counted.at >= before).toBe(true);
    await finehook.eventBridge.send(new DeleteRuleCommand(foreign));
    await remove(one.id, two.id);
  });
});

describe('a bus without room', () => {
  const companyId = uniqueName('full');
  const ids: string[] = [];
  const create = (more: object = {}) =>
    finehook.api('POST', '/v1/webhooks', { ...inputFor(companyId), ...more });
  const listed = async () =>
    (await finehook.api('GET', '/v1/webhooks')).body.items.map(({ id }: { id: string }) => id).sort();

  beforeAll(async () => {
    for (let n = 0; n < ruleQuota; n++) ids.push((await finehook.webhookTo(companyId)).id);
  });

  afterAll(() => remove(...ids));

  it('has a creation answered 409 with what to do, and nothing is written', async () => {
    const refused = metric('RuleRefused');
    const before = await until(
      written,
      keys => ids.every(id => keys.includes(`HISTORY#${id}`)),
      'the history of those that are there',
    );
    // A company's first webhook: not even its data key is made.
    const newcomer = uniqueName('newcomer');
    const { status, body } = await create(inputFor(newcomer));
    expect([status, body.type, body.detail]).toEqual([
      409,
      'https://finehook.dev/problems/too-many-rules',
      expect.stringContaining('Delete a webhook that is no longer needed'),
    ]);
    expect(metric('RuleRefused')).toBeGreaterThan(refused);
    expect(await listed()).toEqual(ids.toSorted());
    expect((await finehook.api('GET', `/v1/audit-log?companyId=${newcomer}`)).body.items).toEqual([]);
    await finehook.invoke('RuleReconciler');
    expect(await written()).toEqual(before);
    const { bus } = (await finehook.api('GET', '/v1/capacity')).body;
    expect(bus.counted).toMatchObject({ rules: ruleQuota, rulesLeft: 0 });
    expect(bus.counted.webhooks).toEqual({ live: ruleQuota, pending: 0, off: 0 });
  });

  it('gives those that are there all else: each keeps its rule while it is changed, paused and enabled', async () => {
    const [id = ''] = ids;
    const { filter } = inputFor(companyId, ['TAG_CREATED']);
    const changed = await finehook.api('PATCH', `/v1/webhooks/${id}`, { filter });
    expect([changed.status, changed.body.rule]).toEqual([200, 'live']);
    const paused = await finehook.api('POST', `/v1/webhooks/${id}/pause`, { events: 'drop' });
    expect([paused.status, paused.body.rule]).toEqual([200, 'off']);
    const enabled = await finehook.api('POST', `/v1/webhooks/${id}/enable`);
    expect([enabled.status, enabled.body.rule]).toEqual([200, 'live']);
  });

  it('takes a change back when the rule was deleted by hand and its room is gone, and mends it once there is room', async () => {
    const [id = '', other = ''] = ids;
    const EventBusName = run.runtime.eventBusName;
    const before = (await finehook.api('GET', `/v1/webhooks/${id}`)).body;
    const { eventBridge } = finehook;
    await eventBridge.send(new RemoveTargetsCommand({ EventBusName, Rule: id, Ids: ['delivery-queue'] }));
    await eventBridge.send(new DeleteRuleCommand({ EventBusName, Name: id }));
    const { status, body: taking } = await create();
    expect(status).toBe(201);
    const changed = await finehook.api('PATCH', `/v1/webhooks/${id}`, {
      filter: inputFor(companyId, ['TAG_DELETED']).filter,
    });
    expect([changed.status, changed.body.type]).toEqual([
      409,
      'https://finehook.dev/problems/too-many-rules',
    ]);
    const after = (await finehook.api('GET', `/v1/webhooks/${id}`)).body;
    expect([after.filter, after.rule]).toEqual([before.filter, 'pending']);

    await remove(taking.id);
    await settle(finehook, id);
    await finehook.invoke('RuleReconciler');
    expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.rule).toBe('live');
    expect((await finehook.api('GET', `/v1/webhooks/${other}`)).body.rule).toBe('live');
  });

  it('has room again as soon as a webhook is deleted', async () => {
    await remove(ids.pop() ?? '');
    const { status, body } = await create();
    expect([status, body.rule]).toEqual([201, 'live']);
    ids.push(body.id);
  });
});

describe('a control plane that throttles', () => {
  it('leaves rules pending, answers no 5xx, and the reconciler finishes them', async () => {
    const companyId = uniqueName('throttled');
    const { id: old } = await finehook.webhookTo(companyId);
    const { id: gone } = await finehook.webhookTo(companyId);
    await setFault(run.runtime, 'eventbridge-throttle', 1);
    const created = await finehook.api('POST', '/v1/webhooks', inputFor(companyId));
    expect([created.status, created.body.rule]).toEqual([201, 'pending']);
    const { filter } = inputFor(companyId, ['TODO_MOVED']);
    const changed = await finehook.api('PATCH', `/v1/webhooks/${old}`, { filter });
    expect([changed.status, changed.body.rule]).toEqual([200, 'pending']);
    expect((await finehook.api('DELETE', `/v1/webhooks/${gone}`)).status).toBe(204);
    await setFault(run.runtime, 'eventbridge-throttle', 0);

    for (const id of [created.body.id, old]) await settle(finehook, id);
    expect(await finehook.invoke('RuleReconciler')).toMatchObject({ finished: 2, orphaned: 1, skipped: 0 });
    for (const id of [created.body.id, old])
      expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.rule).toBe('live');
    await finehook.put({ companyId });
    await finehook.receives(companyId, 2);
    await remove(created.body.id, old);
  });
});
