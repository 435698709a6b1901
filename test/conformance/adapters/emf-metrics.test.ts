import { describe, expect, it } from 'vitest';
import { EmfMetrics, writtenAtOnce } from '../../../functions/adapters/emf-metrics.ts';
import { jsonLog } from '../../../functions/adapters/json-log.ts';

describe('metrics', () => {
  it('are one line of the embedded metric format at each flush', () => {
    const lines: string[] = [];
    const metrics = new EmfMetrics({
      stackName: 'Finehook-Test',
      write: line => lines.push(line),
      now: () => 1_767_225_600_000,
    });
    metrics.flush();
    metrics.count('DeliverySucceeded', 2);
    metrics.count('DeliveryFailed', 1);
    metrics.count('DeliverySucceeded', 3);
    metrics.flush();
    metrics.flush();
    expect(lines.map(line => JSON.parse(line))).toEqual([
      {
        _aws: {
          Timestamp: 1_767_225_600_000,
          CloudWatchMetrics: [
            {
              Namespace: 'Finehook',
              Dimensions: [['Stack']],
              Metrics: [
                { Name: 'DeliverySucceeded', Unit: 'Count' },
                { Name: 'DeliveryFailed', Unit: 'Count' },
              ],
            },
          ],
        },
        Stack: 'Finehook-Test',
        DeliverySucceeded: 5,
        DeliveryFailed: 1,
      },
    ]);
  });
});

it('metrics that are written at once are a line for each count', () => {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const metrics = writtenAtOnce(new EmfMetrics({ stackName: 'S', write, now: () => 0 }));
  metrics.count('RuleRefused', 1);
  metrics.count('RuleRefused', 1);
  expect(lines.map(line => JSON.parse(line).RuleRefused)).toEqual([1, 1]);
});

describe('the log', () => {
  it('writes one JSON line per entry, whatever the fields hold', () => {
    const lines: string[] = [];
    const log = jsonLog(line => lines.push(line));
    log.info('started');
    log.warn('odd', { body: 'a\n{"level":"info"}', level: 'forged' });
    const error = Object.assign(new TypeError('bad'), { code: 'E_BAD' });
    delete error.stack;
    log.error('failed', { error });
    expect(lines).toEqual([
      '{"level":"info","message":"started"}',
      '{"body":"a\\n{\\"level\\":\\"info\\"}","level":"warn","message":"odd"}',
      '{"error":{"name":"TypeError","message":"bad","code":"E_BAD"},"level":"error","message":"failed"}',
    ]);
  });
});
