import { describe, expect, it } from 'vitest';
import { runCli } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const place = { companyId: 'acme', projectId: 'website' };
const titled = (title: string) => ({
  type: 'TODO_MOVED',
  data: { ...place, previousValue: null, currentValue: { title } },
});
const filter = {
  anyOf: [
    {
      eventTypes: ['TODO_MOVED'],
      companies: [{ companyId: 'acme', projectIds: '*' }],
      conditions: { op: 'contains', field: 'currentValue.title', value: 'ship' },
    },
  ],
};

describe('preview', () => {
  it('says what EventBridge is asked, what is checked besides, and which events are wanted', async () => {
    const input = [titled('ship it'), titled('keep it')].map(event => JSON.stringify(event)).join('\n');
    const argv = ['preview', '--filter', JSON.stringify(filter), '--try', '-'];
    expect(await runCli(new MemoryApi(), argv, { input })).toMatchObject({
      code: 1,
      err: [],
      out: [
        'When a record is moved in any project of “acme”, and its title contains “ship”',
        'none in the last 7 days',
        '',
        'pattern  {"detail":{"companyId":["acme"],"currentValue":{"title":[{"exists":true}]}},"detail-type":["TODO_MOVED"]}',
        '',
        'CHECKED BEFORE EACH CALL    BECAUSE',
        '/filter/anyOf/0/conditions  EventBridge is asked for the beginning or the end of a text only, or whether there is one.',
        '',
        'event 0: wanted',
        'event 1: not wanted: contains does not hold: currentValue.title is "keep it". (/filter/anyOf/0/conditions)',
      ],
    });
  });

  it('of a filter without events ends with 0', async () => {
    const argv = ['preview', '--events', 'TODO_MOVED', '--in', 'acme:*', '--json'];
    const { code, out } = await runCli(new MemoryApi(), argv);
    expect([code, JSON.parse(out.join())]).toEqual([
      0,
      {
        sentence: 'When a record is moved in any project of “acme”',
        pattern: { detail: { companyId: ['acme'] }, 'detail-type': ['TODO_MOVED'] },
        residual: [],
        events: [],
        recent: [],
        volume: { perDay: 0, passedPerDay: 0, days: 1, isWhole: true, sentence: 'none in the last 7 days' },
      },
    ]);
  });

  it('wants a filter', async () => {
    expect(await runCli(new MemoryApi(), ['preview'])).toMatchObject({
      code: 2,
      err: ['which filter? Give --events and --in, or --filter'],
    });
  });
});

describe('why', () => {
  it('says it as facts', async () => {
    const api = new MemoryApi();
    const url = 'https://receiver.example.com/in';
    const { body } = await api.send('POST', '/v1/webhooks', { name: 'w', url, filter });
    const { code, out } = await runCli(api, ['why', body.id, '--event', 'e1']);
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'event     e1',
        'outcome   unknown-event',
        'because   No webhook that you may see has a delivery of this event, nor is it in the sample of recent events: what it was is not known here.',
        'delivery  -',
        'filter    -',
      ],
    });
  });
});
