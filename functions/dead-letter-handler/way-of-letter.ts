import type { QueueMessage, SourcedMessage } from '../domain/ports.ts';
import { messageBody } from '../domain/queue-message.ts';
import { webhookIdOfRule } from '../domain/rule-arn.ts';

/** What becomes of a message that nobody consumes by itself. */
export type LetterWay =
  | { readonly kind: 'deliver'; readonly message: QueueMessage }
  /** Its webhook is deleted: nobody wants it any more. */
  | { readonly kind: 'drop' }
  /** Nobody can say whom it is for. */
  | { readonly kind: 'park'; readonly message: QueueMessage };

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export function webhookIdOfLetter({ attributes }: Pick<SourcedMessage, 'attributes'>): string | undefined {
  return webhookIdOfRule(attributes.RULE_ARN ?? '');
}

/**
 * The raw event of a rule's dead-letter queue, as the rule's target would have got it, in its own text. The worker reads
 * the delivery's record first, for a message that we send: so it may come twice.
 * @param wanted the webhooks that are there
 */
export function wayOfRuleLetter(letter: SourcedMessage, wanted: ReadonlySet<string>): LetterWay {
  const { body } = letter;
  const webhookId = webhookIdOfLetter(letter);
  if (webhookId === undefined) return { kind: 'park', message: { body, delaySeconds: 0, hops: 0 } };
  if (!wanted.has(webhookId)) return { kind: 'drop' };
  const message = { body: messageBody(webhookId, body), groupId: webhookId, delaySeconds: 0, hops: 0 };
  return { kind: 'deliver', message };
}

/** A parked message, once its fault is mended: as new, with all its ways back. */
export function wayOfParked({ body, groupId }: SourcedMessage): LetterWay {
  return {
    kind: 'deliver',
    message: { body, ...(groupId === undefined ? {} : { groupId }), delaySeconds: 0, hops: 0 },
  };
}
