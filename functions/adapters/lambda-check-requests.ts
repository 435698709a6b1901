import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** CheckRequests by an asynchronous call of the health-checker. */
export class LambdaCheckRequests extends LambdaWebhookRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: check => ({ check }) });
  }
}
