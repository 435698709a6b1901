import { describe, expect, it } from 'vitest';
import { AwsCallError, CredentialsUnusableError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { memorySealed } from '../../support/memory-vault.ts';
import { acmeFilter, credentials, webhookState } from '../../support/webhook-state.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const input = { name: 'Tasks to CRM', url: 'https://receiver.example.com/in', filter: acmeFilter };
const stored = (api: MemoryApi) => api.webhooks.states.get(webhookId)?.webhook;

function apiWithWebhook(): MemoryApi {
  const api = new MemoryApi();
  given(api);
  return api;
}

describe('sealed credentials', () => {
  it('are not opened by what does not need them', async () => {
    const api = apiWithWebhook();
    api.vault.failure = new Error('nobody may ask');
    for (const [method, suffix, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'New', url: 'https://receiver.example.com/other', filter: filterOf('acme') }],
      ['POST', '/pause', {}],
      ['DELETE', '', undefined],
    ] as const) {
      const { status } = await api.send(method, path + suffix, body);
      expect([method, status < 300]).toEqual([method, true]);
    }
  });

  it('are sealed anew for a new owner', async () => {
    const api = apiWithWebhook();
    await api.send('PATCH', path, { filter: filterOf('globex') });
    expect(stored(api)?.sealedCredentials).toBe(memorySealed('globex', webhookId, credentials));
    expect(await api.vault.open({ ...webhookState().webhook, ...stored(api) })).toEqual(credentials);
  });

  it('are gone once the webhook is deleted', async () => {
    const api = apiWithWebhook();
    await api.send('DELETE', path);
    expect(stored(api)).toMatchObject({ sealedCredentials: '', deletedAt: expect.any(String) });
  });

  it('a health check that was made with others is void', async () => {
    const api = apiWithWebhook();
    given(api, {}, { status: 'paused' });
    api.prober.duringCall = () => {
      const sealedCredentials = memorySealed('acme', webhookId, { ...credentials, headers: { a: 'b' } });
      given(api, { version: 2, sealedCredentials }, { status: 'paused' });
    };
    const { status, body } = await api.send('POST', `${path}/enable`);
    expect([status, body.detail]).toEqual([
      409,
      'The webhook was changed during its health check. Try again.',
    ]);
  });
});

describe('a vault that does not open', () => {
  const busy = new AwsCallError('ThrottlingException', 'rate of arn:aws:kms', true);
  const broken = new AwsCallError('DisabledException', 'arn:aws:kms is disabled.', false);
  const altered = new CredentialsUnusableError(webhookId, 'they are not sealed in a known way');

  it.each([
    ['busy', busy, 503],
    ['broken', broken, 500],
  ])('%s: nothing is created', async (_, failure, status) => {
    const api = new MemoryApi();
    api.vault.failure = failure;
    const answer = await api.send('POST', '/v1/webhooks', input);
    expect([answer.status, api.webhooks.states.size, [...api.rules.rules]]).toEqual([status, 0, []]);
    expect(JSON.stringify(answer.body)).not.toContain('kms');
  });

  it.each([
    ['busy', busy, 503],
    ['broken', broken, 500],
    ['altered', altered, 500],
  ])('%s: nothing is enabled, and the receiver is not called', async (_, failure, status) => {
    const api = apiWithWebhook();
    given(api, {}, { status: 'disabled', statusReason: 'failures' });
    api.vault.failure = failure;
    const answer = await api.send('POST', `${path}/enable`);
    expect([answer.status, api.prober.calls]).toEqual([status, []]);
    expect(api.webhooks.states.get(webhookId)?.health.status).toBe('disabled');
    expect(JSON.stringify(answer.body)).not.toContain('kms');
  });
});
