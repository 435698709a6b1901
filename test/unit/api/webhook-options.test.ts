import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { acmeFilter } from '../../support/webhook-state.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const input = { name: 'Tasks to CRM', url: 'https://receiver.example.com/in', filter: acmeFilter };

describe('options', () => {
  it('are kept as they were set, and shown', async () => {
    const options = { timeoutSeconds: 1.5, concurrentCalls: 2, failingAfter: 20, autoRecover: false };
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, options });
    expect([status, body.options]).toEqual([201, options]);
    expect([...api.webhooks.states.values()].map(({ webhook }) => webhook.options)).toEqual([options]);
  });

  it.each([
    [{ timeoutSeconds: 0.9 }, '/options/timeoutSeconds'],
    [{ timeoutSeconds: 31 }, '/options/timeoutSeconds'],
    [{ callsPerSecond: 0 }, '/options/callsPerSecond'],
    [{ concurrentCalls: 1.5 }, '/options/concurrentCalls'],
    [{ failingAfter: 1 }, '/options/failingAfter'],
    [{ holdPeriodHours: 337 }, '/options/holdPeriodHours'],
    [{ autoRecover: 'yes' }, '/options/autoRecover'],
    [{ retries: 9 }, '/options/retries'],
  ])('%j are refused', async (options, pointer) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, options });
    expect([status, body.errors[0].pointer, api.webhooks.states.size]).toEqual([400, pointer, 0]);
  });

  it('say their bounds', async () => {
    const options = { timeoutSeconds: 0.9, holdPeriodHours: 337 };
    const { body } = await new MemoryApi().send('POST', '/v1/webhooks', { ...input, options });
    expect(body.errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'Must be at least 1.',
      'Must be at most 336.',
    ]);
  });

  it('are merged by a patch: null takes the default again', async () => {
    const api = new MemoryApi();
    given(api, { options: { timeoutSeconds: 5, failingAfter: 4 } });
    const { body } = await api.send('PATCH', path, { options: { failingAfter: null, holdPeriodHours: 1 } });
    expect(body.options).toEqual({ timeoutSeconds: 5, holdPeriodHours: 1 });
    expect((await api.send('PATCH', path, { options: null })).body.options).toEqual({});
  });
});
