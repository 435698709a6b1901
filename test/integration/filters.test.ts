import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type FilterExample, filterExamples } from '../support/filter-examples.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const company = uniqueName('filters');

/** The events of an example in its own project; the unwanted ones go first. */
function eventsOf({ wanted, unwanted, time }: FilterExample, index: number) {
  const event = (data: object, recordId: string) => ({
    type: 'TODO_MOVED',
    ...(time === undefined ? {} : { time }),
    data: { companyId: company, projectId: `p${index}`, recordId, ...data },
  });
  return [
    ...unwanted.map((data, i) => event(data, `unwanted-${i}`)),
    ...wanted.map((data, i) => event(data, `wanted-${i}`)),
  ];
}

const nameOf = (index: number) => `${company}-${index}`;

async function publish(events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += 100) {
    const { status, body } = await finehook.api('POST', '/v1/events', events.slice(at, at + 100));
    expect([status, body.failed]).toEqual([202, 0]);
  }
}

describe('the examples of docs/filters.md, through the bus', () => {
  beforeAll(async () => {
    for (const [index, { conditions }] of filterExamples.entries()) {
      const companies = [{ companyId: company, projectIds: [`p${index}`] }];
      await finehook.webhookTo(nameOf(index), {
        filter: { anyOf: [{ eventTypes: ['TODO_MOVED'], companies, conditions }] },
      });
    }
    await publish(filterExamples.flatMap(eventsOf));
  });

  it.each(filterExamples.map((example, index) => [example.operator, example.title, index] as const))(
    '%s: %s',
    async (_, __, index) => {
      const wanted = filterExamples[index]?.wanted ?? [];
      const calls = await finehook.receives(nameOf(index), wanted.length);
      const records = calls.map(({ body }) => JSON.parse(body).data.recordId);
      expect(records.toSorted()).toEqual(wanted.map((_, i) => `wanted-${i}`));
    },
  );
});

describe('all but some', () => {
  it('event types and projects that were not there yet are meant, those that are left out are not', async () => {
    const name = uniqueName('but');
    const companies = [{ companyId: name, projectIds: '*', exceptProjectIds: ['test'] }];
    const filter = { anyOf: [{ eventTypes: ['*'], exceptEventTypes: ['COMMENT_CREATED'], companies }] };
    await finehook.webhookTo(name, { filter });
    const at = (type: string, projectId: string) => ({ type, companyId: name, projectId });
    await finehook.put(
      at('COMMENT_CREATED', 'website'),
      at('TODO_MOVED', 'test'),
      at('COMMENT_DELETED', 'website'),
      at('TODO_MOVED', 'new'),
    );
    const calls = await finehook.receives(name, 2);
    expect(calls.map(({ body }) => JSON.parse(body).type).toSorted()).toEqual([
      'COMMENT_DELETED',
      'TODO_MOVED',
    ]);
  });
});

describe('long lists of projects', () => {
  it.each([10, 100, 1_000, 5_000])('%i projects', async count => {
    const name = uniqueName('long');
    const projectIds = Array.from(
      { length: count },
      (_, i) => `2c5ea4c0-4067-11e9-8bad-${String(i).padStart(12, '0')}`,
    );
    const companies = [{ companyId: name, projectIds }];
    const webhook = await finehook.webhookTo(name, {
      filter: { anyOf: [{ eventTypes: ['TODO_MOVED'], companies }] },
    });
    expect(webhook.filter.anyOf[0].companies[0].projectIds).toHaveLength(count);
    const event = (projectId: string) => ({ companyId: name, projectId });
    const last = projectIds.at(-1) ?? '';
    await finehook.put(event('another'), event(last.replace('2c5', '2c6')), event(last));
    const [call, second] = await finehook.receives(name, 1);
    expect([JSON.parse(call?.body ?? '').data.projectId, second]).toEqual([last, undefined]);
  });
});

describe('previewFilter', () => {
  it('says what EventBridge then does: its pattern is the rule of the webhook', async () => {
    const name = uniqueName('preview');
    const conditions = { op: 'contains', field: 'currentValue.title', value: 'ship' };
    const companies = [{ companyId: name, projectIds: '*' }];
    const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies, conditions }] };
    const data = { companyId: name, projectId: 'p', previousValue: null, currentValue: { title: 'keep' } };
    const events = [{ type: 'TODO_MOVED', data }];
    const { status, body } = await finehook.api('POST', '/v1/filters/preview', { filter, events });
    expect([status, body.pattern, body.residual.length]).toEqual([
      200,
      {
        detail: { companyId: [name], currentValue: { title: [{ exists: true }] } },
        'detail-type': ['TODO_MOVED'],
      },
      1,
    ]);
    expect(body.events[0]).toMatchObject({
      matches: false,
      misses: [{ pointer: '/filter/anyOf/0/conditions' }],
    });
  });
});

describe('a sample of recent events', () => {
  it('is what a filter is tried on, and what makes its volume', async () => {
    const name = uniqueName('recent');
    const event = (title: string) => ({
      companyId: name,
      projectId: 'p',
      detail: { currentValue: { title } },
    });
    await finehook.put(event('ship it'), event('keep it'));
    const conditions = { op: 'contains', field: 'currentValue.title', value: 'ship' };
    const companies = [{ companyId: name, projectIds: '*' }];
    const filter = { anyOf: [{ eventTypes: ['*'], companies, conditions }] };
    const preview = async () => (await finehook.api('POST', '/v1/filters/preview', { filter })).body;
    const isThere: (body: Awaited<ReturnType<typeof preview>>) => boolean = ({ recent, volume }) =>
      recent.length === 2 && volume.perDay === 1;
    const { recent, volume } = await until(preview, isThere, 'the sample to be taken', 90_000);
    expect(recent.map(({ matches }: { matches: boolean }) => matches).toSorted()).toEqual([false, true]);
    expect(volume).toEqual({ perDay: 1, passedPerDay: 2, days: 1, isWhole: true, sentence: 'about 1 a day' });
  }, 120_000);
});

describe('whyWebhook', () => {
  it('says what became of an event: delivered, not wanted, not known', async () => {
    const name = uniqueName('why');
    const companies = [{ companyId: name, projectIds: '*' }];
    const conditions = { op: 'eq', field: 'recordId', value: 'r9' };
    const all = await finehook.webhookTo(name);
    const some = await finehook.webhookTo(`${name}-some`, {
      filter: { anyOf: [{ eventTypes: ['*'], companies, conditions }] },
    });
    const [eventId] = await finehook.put({ companyId: name, detail: { recordId: 'r1' } });
    await finehook.delivery(all.id, 'delivered', eventId);
    const why = async (id: string, of = eventId) =>
      (await finehook.api('GET', `/v1/webhooks/${id}/why?eventId=${of}`)).body;
    const known = await until(
      () => why(some.id),
      ({ outcome }) => outcome !== 'unknown-event',
      'the event to be found',
    );
    expect(known).toMatchObject({
      outcome: 'unwanted',
      deliveryId: null,
      verdict: {
        matches: false,
        misses: [{ pointer: '/filter/anyOf/0/conditions', seen: [{ field: 'recordId', values: ['r1'] }] }],
      },
    });
    const delivered = await why(all.id);
    expect([delivered.outcome, delivered.verdict]).toEqual(['delivered', null]);
    expect((await finehook.api('GET', `/v1/deliveries/${delivered.deliveryId}`)).body.eventId).toBe(eventId);
    expect((await why(all.id, 'nobody-knows')).outcome).toBe('unknown-event');
  });
});
