import { textOf } from '../../../event-pattern/json-document.ts';
import { serviceVerdict } from '../iam/resource-policy.ts';
import type { RoutedEvent } from './event.ts';
import { transformInput } from './input-transformer.ts';
import { parseJsonPath, valueAt } from './json-path.ts';
import type { Target } from './target.ts';

/** The rule on whose behalf something is delivered. */
export interface DeliveringRule {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
}

/** The queues that targets and their dead-letter configurations name. */
export interface TargetQueues {
  hasQueue(arn: string): boolean;
  /** The access policy, as JSON text. */
  queuePolicy(arn: string): string | undefined;
  /** Resolves when the message is kept; must do its work before it returns. */
  send(
    arn: string,
    body: string,
    options?: {
      readonly messageGroupId?: string;
      readonly delaySeconds?: number;
      readonly messageAttributes?: Readonly<Record<string, { DataType: string; StringValue: string }>>;
    },
  ): Promise<unknown>;
}

/** Why a target did not get an event; the codes are those of dead-letter messages. */
export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly retryAttempts: number;
  /** What ended the retries; a missing right or target is not retried. */
  readonly exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
}

/** What a target gets of an event. */
export function inputFor(target: Target, event: RoutedEvent, rule: DeliveringRule): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputTransformer !== undefined) return transformInput(target.InputTransformer, event, rule);
  const steps = target.InputPath === undefined ? undefined : parseJsonPath(target.InputPath);
  if (steps === undefined || steps.length === 0) return event.text;
  const value = valueAt(event.document, steps);
  return value === undefined ? 'null' : textOf(value);
}

/** Sends to a queue, if it is there and its policy lets EventBridge send for this rule. */
export async function sendToQueue(
  queues: TargetQueues,
  arn: string,
  rule: DeliveringRule,
  body: string,
  options: Parameters<TargetQueues['send']>[2] = {},
): Promise<DeliveryFailure | undefined> {
  if (!queues.hasQueue(arn)) {
    return { code: 'NO_RESOURCE', message: `The queue ${arn} does not exist.`, retryAttempts: 0 };
  }
  try {
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
    const verdict = serviceVerdict(queues.queuePolicy(arn), {
      service: 'events.amazonaws.com',
      action: 'sqs:SendMessage',
      resource: arn,
      sourceArn: rule.arn,
      sourceAccount: rule.accountId,
    });
    if (verdict !== 'allowed') {
      const message = `The policy of ${arn} does not let events.amazonaws.com send messages for ${rule.arn}.`;
      return { code: 'NO_PERMISSIONS', message, retryAttempts: 0 };
    }
    await queues.send(arn, body, options);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'ERROR_FROM_TARGET', message, retryAttempts: 0 };
  }
}

/**
 * Puts the event as it came, not the target's input, into the target's dead-letter queue:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @returns why it could not, when it could not
 */
export async function sendToDeadLetterQueue(
  queues: TargetQueues,
  { Arn, DeadLetterConfig }: Target,
  rule: DeliveringRule,
  event: RoutedEvent,
  { code, message, retryAttempts, exhausted }: DeliveryFailure,
): Promise<string | undefined> {
  if (DeadLetterConfig?.Arn === undefined) return 'the target has no dead-letter queue';
  const attribute = (StringValue: string): { DataType: string; StringValue: string } => ({
    DataType: 'String',
    StringValue,
  });
  const failure = await sendToQueue(queues, DeadLetterConfig.Arn, rule, event.text, {
    messageAttributes: {
      RULE_ARN: attribute(rule.arn),
      TARGET_ARN: attribute(Arn),
      ERROR_CODE: attribute(code),
      ERROR_MESSAGE: attribute(message),
      ...(exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: attribute(exhausted) }),
      RETRY_ATTEMPTS: attribute(String(retryAttempts)),
    },
  });
  return failure?.message;
}
