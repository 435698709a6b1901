import type { SendRequests } from '../domain/webhook-requests.ts';
import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** SendRequests by an asynchronous call of the sweeper. */
export class LambdaSendRequests extends LambdaWebhookRequests implements SendRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: send => ({ send }) });
  }
}
