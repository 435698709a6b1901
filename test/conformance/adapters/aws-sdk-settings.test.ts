import { createServer } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import { proberSettings, sdkSettings, settingsWithin } from '../../../functions/adapters/aws-sdk-settings.ts';
import { sdkSqs } from '../../../functions/adapters/aws-sdk-sqs.ts';
import { LambdaWebhookProber } from '../../../functions/adapters/lambda-webhook-prober.ts';
import { credentials, region } from './support/dynoxide.ts';
import { listen } from './support/receivers.ts';
import { closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

const noAnswer = { name: 'AwsCallError', code: 'NoAnswer', retryable: true };

/** A client's settings towards a server that accepts and says nothing. */
async function silent() {
  const { port } = started(await listen(createServer(socket => socket.resume())));
  return { ...settingsWithin(50), endpoint: `http://127.0.0.1:${port}`, region, credentials, maxAttempts: 1 };
}

it('SDK clients give up a call that nobody answers', async () => {
  const sqs = new SQSClient({ ...(await silent()), useQueueUrlAsEndpoint: false });
  const call = sdkSqs(sqs).sendMessageBatch({ QueueUrl: 'http://x/1/q', Entries: [] });
  await expect(call).rejects.toMatchObject(noAnswer);
});

it('so does the client of the prober', async () => {
  const prober = new LambdaWebhookProber({ client: new LambdaClient(await silent()), functionName: 'p' });
  const call = prober.call({ url: 'https://example.com', headers: {}, body: '', timeoutMs: 1 });
  await expect(call).rejects.toMatchObject(noAnswer);
});

it('the limits are 5 s for AWS, and 28 s in one try for the prober', () => {
  const limits = { connectionTimeout: 2_000, throwOnRequestTimeout: true };
  expect(sdkSettings).toEqual({ requestHandler: { ...limits, requestTimeout: 5_000 } });
  expect(proberSettings).toEqual({ requestHandler: { ...limits, requestTimeout: 28_000 }, maxAttempts: 1 });
});
