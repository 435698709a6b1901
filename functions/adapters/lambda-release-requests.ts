import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { ReleaseRequests } from '../domain/ports.ts';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';

/** ReleaseRequests by an asynchronous call of the sweeper; its schedule finds what such a call missed. */
export class LambdaReleaseRequests implements ReleaseRequests {
  readonly #client: LambdaClient;
  readonly #functionName: string;

  /** By default with a client of our time limits. */
  constructor({
    client = new LambdaClient(sdkSettings),
    functionName,
  }: {
    readonly client?: LambdaClient;
    readonly functionName: string;
  }) {
    this.#client = client;
    this.#functionName = functionName;
  }

  /** @throws AwsCallError */
  async request(webhookId: string): Promise<void> {
    await translated(
      this.#client.send(
        new InvokeCommand({
          FunctionName: this.#functionName,
          InvocationType: 'Event',
          Payload: Buffer.from(JSON.stringify({ release: webhookId })),
        }),
      ),
    );
  }
}
