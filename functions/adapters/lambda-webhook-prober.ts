import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Attempt } from '../domain/delivery.ts';
import { AwsCallError } from '../domain/errors.ts';
import type { WebhookCall, WebhookCaller } from '../domain/ports.ts';
import { attemptViewSchema } from '../domain/wire/delivery-schema.ts';
import { translated } from './aws-errors.ts';
import { proberSettings } from './aws-sdk-settings.ts';

/** WebhookCaller by way of the prober function: the caller of this needs no way out to customers' URLs. */
export class LambdaWebhookProber implements WebhookCaller {
  readonly #client: LambdaClient;
  readonly #functionName: string;

  /** By default with a client of the prober's time limits. */
  constructor({
    client = new LambdaClient(proberSettings),
    functionName,
  }: {
    readonly client?: LambdaClient;
    readonly functionName: string;
  }) {
    this.#client = client;
    this.#functionName = functionName;
  }

  /** @throws AwsCallError when the prober itself failed: no attempt was made that could be held against the receiver */
  async call(call: WebhookCall): Promise<Attempt> {
    const { FunctionError, Payload } = await translated(
      this.#client.send(
        new InvokeCommand({
          FunctionName: this.#functionName,
          InvocationType: 'RequestResponse',
          Payload: Buffer.from(JSON.stringify(call)),
        }),
      ),
    );
    const text = Buffer.from(Payload ?? []).toString('utf8');
    if (FunctionError !== undefined) throw new AwsCallError('ProberFailed', `prober: ${text}`, true);
    try {
      return attemptViewSchema.parse(JSON.parse(text));
    } catch (cause) {
      const error = new AwsCallError('ProberFailed', 'prober: the answer is no attempt', false);
      error.cause = cause;
      throw error;
    }
  }
}
