import { describe, expect, it } from 'vitest';
import type { WebhookCall } from '../../../functions/domain/ports.ts';
import { probe } from '../../../functions/prober/probe.ts';
import { attemptOf } from './worker-world.ts';

const call: WebhookCall = {
  url: 'https://receiver.example.com/in',
  headers: { 'webhook-id': 'dlv_1' },
  body: '{"type":"WEBHOOK_HEALTH_CHECK"}',
  timeoutMs: 25_000,
};

function callerThatNotes() {
  const calls: WebhookCall[] = [];
  const caller = {
    call: async (made: WebhookCall) => {
      calls.push(made);
      return attemptOf(204);
    },
  };
  return { caller, calls };
}

describe('probe', () => {
  it('makes the call as it stands and answers with the attempt', async () => {
    const { caller, calls } = callerThatNotes();
    expect(await probe(caller, call)).toEqual(attemptOf(204));
    expect(calls).toEqual([call]);
  });

  it.each([
    { name: 'nothing', input: undefined },
    { name: 'no body', input: { ...call, body: undefined } },
    { name: 'a header that is no text', input: { ...call, headers: { a: 1 } } },
    { name: 'no time', input: { ...call, timeoutMs: 0 } },
    { name: 'more time than the function has', input: { ...call, timeoutMs: 25_001 } },
    { name: 'something more', input: { ...call, method: 'GET' } },
  ])('refuses $name', async ({ input }) => {
    const { caller, calls } = callerThatNotes();
    await expect(async () => probe(caller, input)).rejects.toThrow();
    expect(calls).toEqual([]);
  });
});
