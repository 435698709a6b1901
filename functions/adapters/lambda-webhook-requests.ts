import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { WebhookRequests } from '../domain/webhook-requests.ts';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';

export interface LambdaWebhookRequestsOptions {
  readonly client?: LambdaClient;
  readonly functionName: string;
  /** What that function takes for a webhook's id. */
  readonly inputOf: (webhookId: string) => Readonly<Record<string, string>>;
}

/** WebhookRequests by an asynchronous call of another function; that function's schedule finds what such a call missed. */
export class LambdaWebhookRequests implements WebhookRequests {
  readonly #client: LambdaClient;
  readonly #functionName: string;
  readonly #inputOf: LambdaWebhookRequestsOptions['inputOf'];

  /** By default with a client of our time limits. */
  constructor({
    client = new LambdaClient(sdkSettings),
    functionName,
    inputOf,
  }: LambdaWebhookRequestsOptions) {
    this.#client = client;
    this.#functionName = functionName;
    this.#inputOf = inputOf;
  }

  /** @throws AwsCallError */
  async request(webhookId: string): Promise<void> {
    await translated(
      this.#client.send(
        new InvokeCommand({
          FunctionName: this.#functionName,
          InvocationType: 'Event',
          Payload: Buffer.from(JSON.stringify(this.#inputOf(webhookId))),
        }),
      ),
    );
  }
}
