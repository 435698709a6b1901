import { invalidValue, missingParameter } from '../errors.ts';
import { text, textMap, texts } from '../input.ts';
import type { Operation } from '../operation.ts';

const maxTags = 50;

/** Tags within the limits: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export function checkTags(tags: ReadonlyMap<string, string>): void {
  if (tags.size > maxTags) throw invalidValue('Tags', tags.size, `A queue can have at most ${maxTags} tags.`);
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > 128) throw invalidValue('TagKey', key, 'Must be 1 to 128 in length.');
    if (value.length > 256) throw invalidValue('TagValue', value, 'Must be at most 256 in length.');
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const tags = textMap(input, 'Tags');
  if (tags.size === 0) throw missingParameter('Tags');
  checkTags(new Map([...queue.tags, ...tags]));
  for (const [key, value] of tags) queue.tags.set(key, value);
  queue.save();
  return {};
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  for (const key of texts(input, 'TagKeys')) queue.tags.delete(key);
  queue.save();
  return {};
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  return queue.tags.size === 0 ? {} : { Tags: Object.fromEntries(queue.tags) };
};
