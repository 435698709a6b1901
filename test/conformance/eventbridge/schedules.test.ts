import { expect, test } from 'vitest';
import { createEventBridge } from '../../../local/emulators/eventbridge/eventbridge.ts';
import { parseSchedule } from '../../../local/emulators/eventbridge/schedule-expression.ts';
import { openStore } from '../../../local/emulators/store.ts';
import { ManualTime } from '../sqs/manual-time.ts';

const start = Date.parse('2026-11-01T00:00:00Z');

test.each([
  ['rate(1 minute)', '2026-11-01T00:01:00Z'],
  ['rate(5 minutes)', '2026-11-01T00:05:00Z'],
  ['rate(12 hours)', '2026-11-01T12:00:00Z'],
  ['rate(1 day)', '2026-11-02T00:00:00Z'],
  ['cron(0 12 * * ? *)', '2026-11-01T12:00:00Z'],
  ['cron(0/15 * * * ? *)', '2026-11-01T00:15:00Z'],
  ['cron(30 8 ? * MON-FRI *)', '2026-11-02T08:30:00Z'],
  ['cron(0 0 29 2 ? *)', '2028-02-29T00:00:00Z'],
  ['cron(5,10 1-2 1 JAN ? 2027)', '2027-01-01T01:05:00Z'],
  ['cron(0 0 1 1 ? 2020)', undefined],
])('%s is due next at %s', (expression, due) => {
  const next = parseSchedule(expression)?.next(start);
  expect(next).toBe(due === undefined ? undefined : Date.parse(due));
});

test.each([
  'rate(0 minutes)',
  'rate(1 minutes)',
  'rate(2 minute)',
  'rate(5 seconds)',
  'rate(1.5 hours)',
  'every(1 minute)',
  'cron(* * * * *)',
  'cron(* * * * * *)',
  'cron(60 * * * ? *)',
  'cron(0 0 L * ? *)',
  'cron(0 0 ? * 2#1 *)',
])('%s is refused', expression => {
  expect(parseSchedule(expression)).toBeUndefined();
});

test('a scheduled rule invokes its function each time, until it is disabled', async () => {
  const time = new ManualTime(start);
  const invoked: string[] = [];
  const events = createEventBridge({
    store: openStore(),
    region: 'eu-central-1',
    accountId: '123456789012',
    queues: { hasQueue: () => false, queuePolicy: () => undefined, send: async () => undefined },
    invoke: async (functionName, payload) => {
      invoked.push(`${functionName} ${payload}`);
      return 'accepted';
    },
    log: () => {},
    now: time.now,
    newId: () => 'id',
    scheduler: time,
  });
  const functionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:sweeper';
  await events.handle('PutRule', { Name: 'tick', ScheduleExpression: 'rate(5 minutes)' });
  await events.handle('PutTargets', { Rule: 'tick', Targets: [{ Id: 'function', Arn: functionArn }] });
  const eventAt = (at: string): string =>
    `sweeper {"version":"0","id":"id","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012","time":"${at}","region":"eu-central-1","resources":["arn:aws:events:eu-central-1:123456789012:rule/tick"],"detail":{}}`;
  time.pass(299_999);
  expect(invoked).toEqual([]);
  time.pass(1);
  time.pass(300_000);
  expect(invoked).toEqual([eventAt('2026-11-01T00:05:00Z'), eventAt('2026-11-01T00:10:00Z')]);
  await events.handle('DisableRule', { Name: 'tick' });
  time.pass(600_000);
  expect(invoked).toHaveLength(2);
  events.close();
});
