import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LambdaReleaseRequests } from '../../../functions/adapters/lambda-release-requests.ts';
import { LambdaRuleRequests } from '../../../functions/adapters/lambda-rule-requests.ts';
import { LambdaWebhookProber } from '../../../functions/adapters/lambda-webhook-prober.ts';
import type {
  FunctionInvocation,
  InvocationResult,
} from '../../../local/emulators/aws-endpoint/function-invocation.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { startAccount } from './support/aws-account.ts';
import { credentials, region } from './support/dynoxide.ts';

let account: AwsEndpoint;
let client: LambdaClient;
let invocations: FunctionInvocation[] = [];
let result: InvocationResult;

beforeAll(async () => {
  account = await startAccount({
    invoke: async invocation => {
      invocations.push(invocation);
      return result;
    },
  });
  client = new LambdaClient({ endpoint: account.url, region, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await account.close();
});
beforeEach(() => {
  invocations = [];
});

describe('WebhookCaller by the prober function', () => {
  const call = { url: 'https://example.com/', headers: { a: 'b' }, body: '{"ä":1}', timeoutMs: 100 };
  const attempt = {
    at: '2026-01-01T00:00:00.000Z',
    durationMs: 7,
    status: null,
    error: 'tls',
    errorDetail: 'certificate has expired (CERT_HAS_EXPIRED)',
    responseBody: null,
    retryAfter: null,
    certificateExpiresAt: '2025-12-31T00:00:00.000Z',
  };
  const prober = () => new LambdaWebhookProber({ client, functionName: 'Prober' });

  it('passes call and attempt through', async () => {
    result = { kind: 'ok', payload: JSON.stringify(attempt) };
    expect(await prober().call(call)).toEqual(attempt);
    expect(invocations).toEqual([
      { functionName: 'Prober', payload: JSON.stringify(call), invocationType: 'RequestResponse' },
    ]);
  });

  it.each<[string, InvocationResult, object]>([
    [
      'crashed',
      { kind: 'functionError', payload: '{}', error: 'Unhandled' },
      { code: 'ProberFailed', retryable: true },
    ],
    [
      'says something else',
      { kind: 'ok', payload: '{"status":200}' },
      { code: 'ProberFailed', retryable: false },
    ],
    ['is missing', { kind: 'notFound' }, { code: 'ResourceNotFoundException', retryable: false }],
    ['is throttled', { kind: 'throttled' }, { code: 'TooManyRequestsException', retryable: true }],
  ])('rejects when the prober %s', async (_, answer, error) => {
    result = answer;
    await expect(prober().call(call)).rejects.toMatchObject({ name: 'AwsCallError', ...error });
  });
});

describe.each([
  {
    name: 'ReleaseRequests by the sweeper function',
    requests: () => new LambdaReleaseRequests({ client, functionName: 'Sweeper' }),
    invocation: { functionName: 'Sweeper', payload: '{"release":"whk_1"}' },
  },
  {
    name: 'RuleRequests by the rule-reconciler function',
    requests: () => new LambdaRuleRequests({ client, functionName: 'RuleReconciler' }),
    invocation: { functionName: 'RuleReconciler', payload: '{"webhook":"whk_1"}' },
  },
])('$name', ({ requests, invocation }) => {
  it('does not wait for it', async () => {
    result = { kind: 'ok', payload: '' };
    await requests().request('whk_1');
    expect(invocations).toEqual([{ ...invocation, invocationType: 'Event' }]);
  });

  it('rejects when it was not taken', async () => {
    result = { kind: 'notFound' };
    await expect(requests().request('whk_1')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});
