import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resourcesOf, synthesize } from './synthesized-template.ts';

const alarms = Object.values(
  resourcesOf(synthesize({ noticeSender: 'notices@example.com' }), 'AWS::CloudWatch::Alarm'),
).map(({ Properties }) => Properties);
const names = alarms.map(({ AlarmName }) => String(AlarmName));
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

test('alarms have stable names', () => {
  expect(names.sort()).toEqual([
    'Finehook-DeadLetterHandlerErrors',
    'Finehook-DeadLetterQueueAge',
    'Finehook-DeadLetterQueueBacklog',
    'Finehook-DeliveryQueueAge',
    'Finehook-DeliveryWorkerErrors',
    'Finehook-DeliveryWorkerThrottles',
    'Finehook-EventSamplerErrors',
    'Finehook-HealthCheckerErrors',
    'Finehook-HistorianDeadLetters',
    'Finehook-HistorianErrors',
    'Finehook-HistorianLag',
    'Finehook-IsolationQueueAge',
    'Finehook-NotifierDeadLetters',
    'Finehook-OwnFaults',
    'Finehook-ParkingQueueNotEmpty',
    'Finehook-RuleDeadLetterQueueAge',
    'Finehook-RuleDeadLetterQueueNotEmpty',
    'Finehook-RuleReconcilerErrors',
    'Finehook-RulesRefused',
    'Finehook-RulesRunningOut',
    'Finehook-SlowQueueAge',
    'Finehook-SlowWorkerErrors',
    'Finehook-SweeperErrors',
    'Finehook-TenantMismatch',
    'Finehook-TransitionsFrozen',
  ]);
});

test.each(names)('%s has its heading, with description, investigation and resolution', name => {
  const heading = `## ${name.slice('Finehook-'.length)}\n`;
  const start = runbook.indexOf(heading);
  expect(start).toBeGreaterThanOrEqual(0);
  const [section = ''] = runbook.slice(start + heading.length).split('\n## ');
  const parts = [...section.matchAll(/^### (.+)\n\n\S/gm)].map(([, part]) => part);
  expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
});

test('every heading is an alarm', () => {
  const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => `Finehook-${heading}`);
  expect(headings.sort()).toEqual(names.sort());
});

test('missing data never rings', () => {
  for (const alarm of alarms) expect(alarm.TreatMissingData).toBe('notBreaching');
});

const watched: [string, Record<string, unknown>][] = [
  [
    'Finehook-TenantMismatch',
    {
      Namespace: 'Finehook',
      MetricName: 'TenantMismatch',
      // the functions write the same dimension: STACK_NAME
      Dimensions: [{ Name: 'Stack', Value: { Ref: 'AWS::StackName' } }],
      Statistic: 'Sum',
      Threshold: 1,
    },
  ],
  [
    'Finehook-ParkingQueueNotEmpty',
    { MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum', Threshold: 1 },
  ],
  [
    'Finehook-RuleDeadLetterQueueNotEmpty',
    { MetricName: 'NumberOfMessagesSent', Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 3 },
  ],
  ['Finehook-RuleDeadLetterQueueAge', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 900 }],
  ['Finehook-DeadLetterQueueBacklog', { Statistic: 'Minimum', Threshold: 1, EvaluationPeriods: 3 }],
  ['Finehook-DeadLetterQueueAge', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 900 }],
  // (5 + 60 + 900) x 1.5 + 900
  ['Finehook-DeliveryQueueAge', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 2348 }],
  // the longest delay (900) and as much as the delivery queue
  [
    'Finehook-IsolationQueueAge',
    {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['IsolationQueue', 'QueueName'] } }],
      Threshold: 3248,
      EvaluationPeriods: 3,
    },
  ],
  [
    'Finehook-SlowQueueAge',
    {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['SlowQueue', 'QueueName'] } }],
      Threshold: 2348,
      EvaluationPeriods: 3,
    },
  ],
  ['Finehook-SlowWorkerErrors', { MetricName: 'Errors', Namespace: 'AWS/Lambda', EvaluationPeriods: 3 }],
  [
    'Finehook-HistorianLag',
    { MetricName: 'IteratorAge', Namespace: 'AWS/Lambda', Statistic: 'Maximum', Threshold: 300_000 },
  ],
  ['Finehook-EventSamplerErrors', { MetricName: 'Errors', Namespace: 'AWS/Lambda', EvaluationPeriods: 3 }],
  ['Finehook-DeliveryWorkerErrors', { MetricName: 'Errors', Namespace: 'AWS/Lambda', EvaluationPeriods: 3 }],
  [
    'Finehook-RulesRefused',
    { Namespace: 'Finehook', MetricName: 'RuleRefused', Statistic: 'Sum', Threshold: 1 },
  ],
];

test.each(watched)('%s watches %j', (name, properties) => {
  const alarm = alarms.find(({ AlarmName }) => AlarmName === name);
  expect(alarm).toMatchObject({
    ...properties,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Period: 300,
  });
});

test.each([
  [{}, 240, 600],
  [{ ruleQuota: 9 }, 8, 600],
  [{ ruleQuota: 12_000, reconcileInterval: 3600 }, 9600, 7200],
])(
  'with %j, rules run out from %d on, in periods of %d s that hold a count for certain',
  (properties, Threshold, Period) => {
    const made = resourcesOf(synthesize(properties), 'AWS::CloudWatch::Alarm');
    const alarm = Object.values(made).find(
      ({ Properties }) => Properties.AlarmName === 'Finehook-RulesRunningOut',
    );
    expect(alarm?.Properties).toMatchObject({
      Namespace: 'Finehook',
      MetricName: 'RulesUsed',
      Dimensions: [{ Name: 'Stack', Value: { Ref: 'AWS::StackName' } }],
      Statistic: 'Maximum',
      Threshold,
      Period,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  },
);

test('five receives of a slow worker fit into the age that the isolation queue may reach', () => {
  const slow = resourcesOf(
    synthesize({ workerTimeout: 900, deadLetterDelays: [0, 0, 0, 0, 0, 5] }),
    'AWS::CloudWatch::Alarm',
  );
  expect(
    Object.values(slow).find(({ Properties }) => Properties.AlarmName === 'Finehook-IsolationQueueAge')
      ?.Properties.Threshold,
  ).toBe(5 + 5 * 6 * 900);
});
