import type { Input } from '../../json-input.ts';
import { invalidValue, queueDoesNotExist } from '../errors.ts';
import { optionalInteger, optionalText, text } from '../input.ts';
import type { Operation } from '../operation.ts';

const maxPage = 1_000;

interface Page {
  readonly names: readonly string[];
  readonly nextToken: string | undefined;
}

function page(input: Input, names: readonly string[]): Page {
  const size = optionalInteger(input, 'MaxResults');
  if (size !== undefined && (size < 1 || size > maxPage)) {
    throw invalidValue('MaxResults', size, `MaxResults must be an integer between 1 and ${maxPage}.`);
  }
  const token = optionalText(input, 'NextToken');
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
  const rest = names.filter(name => name > after).sort();
  const shown = rest.slice(0, size ?? maxPage);
  const last = shown.at(-1);
  // Without MaxResults there is no pagination: the answer holds up to 1,000 queues and no token.
  const more = size !== undefined && last !== undefined && rest.length > shown.length;
  return { names: shown, nextToken: more ? Buffer.from(last).toString('base64url') : undefined };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: Operation = (registry, input) => {
  const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
  const names = [...registry.queues].map(it => it.name).filter(name => name.startsWith(prefix));
  const { names: shown, nextToken } = page(input, names);
  const urls = shown.length === 0 ? undefined : shown.map(name => registry.urlOf(name));
  return { QueueUrls: urls, NextToken: nextToken };
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const names = registry.sourcesOf(queue).map(it => it.name);
  const { names: shown, nextToken } = page(input, names);
  return { queueUrls: shown.map(name => registry.urlOf(name)), NextToken: nextToken };
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl: Operation = (registry, input) => {
  const name = text(input, 'QueueName');
  const owner = optionalText(input, 'QueueOwnerAWSAccountId') ?? registry.accountId;
  if (owner !== registry.accountId || registry.byName(name) === undefined) throw queueDoesNotExist();
  return { QueueUrl: registry.urlOf(name) };
};
