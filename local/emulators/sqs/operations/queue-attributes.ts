import { missingParameter } from '../errors.ts';
import { text, textMap, texts } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import {
  applyAttributes,
  checkAttributeNames,
  checkAttributes,
  effectiveAttributes,
} from '../queue-attributes.ts';
import { checkRedrive } from '../redrive-policy.ts';

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

function allAttributes(queue: Queue): Map<string, string> {
  const counts = queue.counts;
  return new Map([
    ['QueueArn', queue.arn],
    ['ApproximateNumberOfMessages', String(counts.ready)],
    ['ApproximateNumberOfMessagesNotVisible', String(counts.inFlight)],
    ['ApproximateNumberOfMessagesDelayed', String(counts.delayed)],
    ['CreatedTimestamp', seconds(queue.createdAt)],
    ['LastModifiedTimestamp', seconds(queue.modifiedAt)],
    ...effectiveAttributes(queue.attributes, queue.fifo),
  ]);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const names = texts(input, 'AttributeNames');
  checkAttributeNames(names);
  const all = allAttributes(queue);
  const wanted = [...all].filter(([name]) => names.includes('All') || names.includes(name));
  return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const changes = textMap(input, 'Attributes');
  if (changes.size === 0) throw missingParameter('Attribute.Name');
  checkAttributes(changes, { fifo: queue.fifo, creating: false });
  const attributes = new Map(queue.attributes);
  applyAttributes(attributes, changes);
  checkRedrive({ arn: queue.arn, fifo: queue.fifo, attributes }, arn => registry.byArn(arn));
  queue.attributes.clear();
  for (const [name, value] of attributes) queue.attributes.set(name, value);
  queue.modifiedAt = registry.now();
  queue.save();
  return {};
};
