import { isWebhookId } from './identifiers.ts';

/**
 * The webhook whose rule an ARN names (`arn:aws:events:<region>:<account>:rule/<bus>/<name>`): names of rules begin with
 * the webhook's id. `undefined` for every other text.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html#amazoneventbridge-resources-for-iam-policies
 */
export function webhookIdOfRule(ruleArn: string): string | undefined {
  const [, id = ''] =
    /^arn:[^:]+:events:[^:]*:[^:]*:rule\/(?:[^/]+\/)?(whk_[0-9a-z]{26})[^/]*$/.exec(ruleArn) ?? [];
  return isWebhookId(id) ? id : undefined;
}
