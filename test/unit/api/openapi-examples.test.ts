import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { exampleOf } from '../../../functions/api/openapi-examples.ts';
import { problemExamples } from '../../../functions/api/openapi-problem-examples.ts';
import { operations } from '../../../functions/api/operations.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';
import { problemViewSchema } from '../../../functions/domain/wire/problem-schema.ts';
import { MemoryApi } from '../../support/memory-api.ts';

/** What a schema makes of a value that holds nothing it does not know. */
function exactly(schema: z.ZodMiniType, value: unknown): unknown {
  const parsed = schema.parse(value);
  expect(parsed).toEqual(value);
  return parsed;
}

describe('examples', () => {
  it.each(operations.map(operation => [operation.id, operation] as const))(
    '%s is sent and answers what its schemas say',
    (id, { body, response, status, isPage = false }) => {
      const { request, furtherRequests = {}, answer } = exampleOf(id);
      expect([request !== undefined, answer !== undefined]).toEqual([
        body !== undefined,
        status !== 204 && !isPage,
      ]);
      if (body !== undefined) body.schema.parse(request);
      for (const further of Object.values(furtherRequests)) body?.schema.parse(further);
      if (response !== undefined) exactly(response, answer);
    },
  );

  it.each(Object.entries(problemKinds))('the problem %s is one', (code, { status, title }) => {
    const example = problemExamples[code]?.value;
    exactly(problemViewSchema, example);
    expect([example?.type, example?.status, example?.title]).toEqual([
      `https://finehook.dev/problems/${code}`,
      status,
      title,
    ]);
    expect(example?.detail).not.toBe('');
  });

  it('the request of a creation creates a webhook', async () => {
    const api = new MemoryApi();
    const { request, answer } = exampleOf('createWebhook');
    const created = await api.send('POST', '/v1/webhooks', request);
    const members = z.looseObject({}).parse(answer);
    expect([created.status, Object.keys(created.body).sort()]).toEqual([201, Object.keys(members).sort()]);
  });

  it('the further request creates a webhook for a chat', async () => {
    const { furtherRequests = {} } = exampleOf('createWebhook');
    const [request] = Object.values(furtherRequests);
    const { status, body } = await new MemoryApi().send('POST', '/v1/webhooks', request);
    expect([status, body.format]).toEqual([201, 'slack']);
  });

  it('a webhook that is read comes with the sentence of its filter', async () => {
    const { answer } = exampleOf('getWebhook');
    const { filter, sentence } = z.looseObject({ sentence: z.string() }).parse(answer);
    const { body } = await new MemoryApi().send('POST', '/v1/filters/preview', { filter });
    expect(body.sentence).toBe(sentence);
  });

  it('an operation that nobody wrote one for has none', () => {
    expect(exampleOf('nothing')).toEqual({});
  });
});
