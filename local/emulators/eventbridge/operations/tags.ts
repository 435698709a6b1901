import { text } from '../../json-input.ts';
import { eventBridgeError } from '../errors.ts';
import { tags, texts } from '../input.ts';
import { busArn, ruleArn } from '../names.ts';
import type { Operation, Service } from '../operation.ts';

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  put(tags: Readonly<Record<string, string>>): void;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = (service, input) => {
  const resource = tagged(service, text(input, 'ResourceARN', { maxLength: 1600 }));
  resource.put({ ...resource.tags, ...Object.fromEntries(tags(input)) });
  return {};
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation = (service, input) => {
  const resource = tagged(service, text(input, 'ResourceARN', { maxLength: 1600 }));
  const keys = texts(input, 'TagKeys', 50);
  resource.put(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !keys.includes(key))));
  return {};
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Operation = (service, input) => {
  const resource = tagged(service, text(input, 'ResourceARN', { maxLength: 1600 }));
  return { Tags: Object.entries(resource.tags).map(([Key, Value]) => ({ Key, Value })) };
};

/** The bus or the rule of an ARN. */
function tagged({ state }: Service, arn: string): Tagged {
  for (const { record, rules } of state.buses) {
    if (busArn(state.place, record.name) === arn) {
      return { tags: record.tags, put: changed => state.putBus({ ...record, tags: changed }) };
    }
    const rule = rules.get(arn.slice(arn.lastIndexOf('/') + 1));
    if (rule !== undefined && ruleArn(state.place, record.name, rule.name) === arn) {
      return { tags: rule.tags, put: changed => state.putRule({ ...rule, tags: changed }) };
    }
  }
  throw eventBridgeError('ResourceNotFoundException', `${arn} does not exist.`);
}
