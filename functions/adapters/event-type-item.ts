import * as z from 'zod/mini';
import type { EventType } from '../domain/event-types/event-type.ts';
import type { Item } from './dynamodb-client.ts';
import { requiredNumber, requiredText } from './item-fields.ts';

/** One partition: a catalog is small, is read as a whole, and seldom changes. */
export const eventTypesKey = 'EVENTTYPES';

export function eventTypeKey(name: string): Item {
  return { pk: { S: eventTypesKey }, sk: { S: name } };
}

const anyObject = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

const contentSchema = z.object({
  group: z.string(),
  title: texts,
  description: texts,
  schema: anyObject,
  example: z.exactOptional(anyObject),
  deprecated: z.boolean(),
});

/** What people read stands in one attribute: nothing is ever asked for by it. */
export function eventTypeItem({ name, version, updatedAt = '', ...content }: EventType): Item {
  return {
    ...eventTypeKey(name),
    version: { N: String(version) },
    updatedAt: { S: updatedAt },
    content: { S: JSON.stringify(content) },
  };
}

/** @throws the schema's error, or TypeError, for an item that is no event type */
export function eventTypeOf(item: Item): EventType {
  return {
    name: requiredText(item, 'sk'),
    ...contentSchema.parse(JSON.parse(requiredText(item, 'content'))),
    version: requiredNumber(item, 'version'),
    updatedAt: requiredText(item, 'updatedAt'),
  };
}
