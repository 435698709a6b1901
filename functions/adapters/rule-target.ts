import type { Target } from '@aws-sdk/client-eventbridge';
import type { Lane } from '../domain/lane.ts';

/** The same for both lanes: PutTargets replaces one by the other at once. */
export const targetId = 'delivery-queue';

/** EventBridge's own defaults, said explicitly: a day, 185 retries. */
const retryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

export interface RuleQueues {
  /** Where rules of webhooks in that lane lead. */
  readonly queueArns: Readonly<Record<Lane, string>>;
  /** Takes events that EventBridge could not put on those queues. */
  readonly deadLetterQueueArn: string;
}

/** The one target of a webhook's rule. The event goes unquoted, as a JSON value: its source text stays as it is. */
export function targetOf(
  webhookId: string,
  lane: Lane,
  { queueArns, deadLetterQueueArn }: RuleQueues,
): Target {
  return {
    Id: targetId,
    Arn: queueArns[lane],
    InputTransformer: { InputTemplate: `{"webhookId":"${webhookId}","event":<aws.events.event.json>}` },
    SqsParameters: { MessageGroupId: webhookId },
    DeadLetterConfig: { Arn: deadLetterQueueArn },
    RetryPolicy: retryPolicy,
  };
}

export function isRightTarget(actual: Target, right: Target): boolean {
  return (
    actual.Id === right.Id &&
    actual.Arn === right.Arn &&
    actual.Input === undefined &&
    actual.InputPath === undefined &&
    actual.InputTransformer?.InputTemplate === right.InputTransformer?.InputTemplate &&
    Object.keys(actual.InputTransformer?.InputPathsMap ?? {}).length === 0 &&
    actual.SqsParameters?.MessageGroupId === right.SqsParameters?.MessageGroupId &&
    actual.DeadLetterConfig?.Arn === right.DeadLetterConfig?.Arn &&
    actual.RetryPolicy?.MaximumEventAgeInSeconds === right.RetryPolicy?.MaximumEventAgeInSeconds &&
    actual.RetryPolicy?.MaximumRetryAttempts === right.RetryPolicy?.MaximumRetryAttempts
  );
}
