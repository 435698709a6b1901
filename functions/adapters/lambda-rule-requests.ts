import { LambdaWebhookRequests, type LambdaWebhookRequestsOptions } from './lambda-webhook-requests.ts';

/** RuleRequests by an asynchronous call of the rule-reconciler. */
export class LambdaRuleRequests extends LambdaWebhookRequests {
  constructor(options: Omit<LambdaWebhookRequestsOptions, 'inputOf'>) {
    super({ ...options, inputOf: webhook => ({ webhook }) });
  }
}
