import { invalidValue, sqsError } from '../errors.ts';
import { text, textMap } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import { applyAttributes, checkAttributes, effectiveAttributes } from '../queue-attributes.ts';
import { checkRedrive } from '../redrive-policy.ts';
import { checkTags } from './queue-tags.ts';

const standardName = /^[A-Za-z0-9_-]{1,80}$/;
const fifoName = /^(?=.{1,80}$)[A-Za-z0-9_-]+\.fifo$/;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue: Operation = (registry, input) => {
  const name = text(input, 'QueueName');
  const changes = textMap(input, 'Attributes');
  const tags = textMap(input, 'tags');
  const fifo = changes.get('FifoQueue') === 'true';
  checkName(name, fifo);
  checkAttributes(changes, { fifo, creating: true });
  checkTags(tags);

  const existing = registry.byName(name);
  if (existing !== undefined) {
    checkSame(existing, changes);
    return { QueueUrl: registry.urlOf(name) };
  }
  const attributes = new Map<string, string>();
  applyAttributes(attributes, changes);
  checkRedrive({ arn: registry.arnOf(name), fifo, attributes }, arn => registry.byArn(arn));
  registry.create(name, attributes, tags);
  return { QueueUrl: registry.urlOf(name) };
};

function checkName(name: string, fifo: boolean): void {
  if (fifo && !fifoName.test(name)) {
    throw invalidValue(
      'QueueName',
      name,
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
  if (!fifo && !standardName.test(name)) {
    throw sqsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
}

// Creating a queue again is fine, as long as every attribute that is given has the value that the queue has.
function checkSame(queue: Queue, changes: ReadonlyMap<string, string>): void {
  const current = effectiveAttributes(queue.attributes, queue.fifo);
  for (const [name, value] of changes) {
    if ((current.get(name) ?? '') === value) continue;
    throw sqsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
}
