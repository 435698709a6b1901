import { PutRuleCommand, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readVectors, type Vector } from '../../unit/event-pattern/read-vectors.ts';
import { startTestEndpoint, type TestEndpoint } from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;

beforeAll(async () => {
  run = await startTestEndpoint();
});
afterAll(() => run.close());

const envelope =
  '"id":"1","account":"1","source":"s","time":"2026-01-01T00:00:00Z","region":"r","detail-type":"t"';
const asDetail = ({ pattern, event, ...rest }: Vector): Vector => ({
  ...rest,
  // A list is no pattern, but would be one under a field.
  pattern: pattern.startsWith('[') ? pattern : `{"detail":${pattern}}`,
  event: `{${envelope},"detail":${event}}`,
});

/** What the service says of a case: whether it matches, or that the pattern is not valid. */
async function outcomeOf(call: Promise<{ readonly Result?: boolean | undefined }>): Promise<unknown> {
  try {
    return (await call).Result ?? 'valid';
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}

/** Runs the cases a few at a time, and gives those that came out otherwise than the corpus says. */
async function differing(
  cases: readonly Vector[],
  ask: (vector: Vector, worker: number) => Promise<unknown>,
  wanted: (vector: Vector) => unknown,
): Promise<readonly unknown[]> {
  const different: unknown[] = [];
  const rest = cases.values();
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (const vector of rest) {
        const got = await ask(vector, worker);
        if (got !== wanted(vector)) different.push({ id: vector.id, got, wanted: wanted(vector) });
      }
    }),
  );
  return different;
}

const refused = 'InvalidEventPatternException';

test.each([
  { file: 'patterns.jsonl', count: 3999, form: asDetail },
  { file: 'aws-validated.jsonl', count: 155, form: (vector: Vector) => vector },
])(
  'every case of $file through TestEventPattern and PutRule',
  { timeout: 90_000 },
  async ({ file, count, form }) => {
    const cases = readVectors(file).map(form);
    expect(cases).toHaveLength(count);
    const tested = await differing(
      cases,
      ({ pattern, event }) =>
        outcomeOf(run.events.send(new TestEventPatternCommand({ EventPattern: pattern, Event: event }))),
      ({ valid, match }) => (valid ? match : refused),
    );
    expect(tested).toEqual([]);
    const put = await differing(
      cases,
      ({ pattern }, worker) => outcomeOf(putRule(`rule-${worker}`, pattern)),
      ({ valid }) => (valid ? 'valid' : refused),
    );
    expect(put).toEqual([]);
  },
);

async function putRule(name: string, pattern: string): Promise<{ Result?: boolean }> {
  await run.events.send(new PutRuleCommand({ Name: name, EventPattern: pattern }));
  return {};
}

test.each(['id', 'account', 'source', 'time', 'region', 'detail-type'])(
  'an event without %s is refused',
  async name => {
    const event = JSON.parse(`{${envelope}}`);
    delete event[name];
    const command = new TestEventPatternCommand({
      EventPattern: '{"a":["b"]}',
      Event: JSON.stringify(event),
    });
    await expect(run.events.send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Parameter Event is not valid.',
    });
  },
);

test('the reason for a refusal is in the message', async () => {
  await expect(putRule('scalar', '{"source":"app"}')).rejects.toMatchObject({
    name: refused,
    message: expect.stringMatching(/^Event pattern is not valid\. Reason: ./),
  });
});
