import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** GrantRequests by an asynchronous call of the rule-reconciler. */
export class LambdaGrantRequests extends LambdaWebhookRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: grantedTo => ({ grantedTo }) });
  }
}
