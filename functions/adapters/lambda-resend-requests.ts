import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** ResendRequests by an asynchronous call of the sweeper. */
export class LambdaResendRequests extends LambdaWebhookRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: resend => ({ resend }) });
  }
}
