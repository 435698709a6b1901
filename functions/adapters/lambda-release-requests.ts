import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** ReleaseRequests by an asynchronous call of the sweeper. */
export class LambdaReleaseRequests extends LambdaWebhookRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: release => ({ release }) });
  }
}
