import { a, type JsonSchema, type ThingName, text, thingsIn, time } from './event-schema-parts.ts';

const nothing: JsonSchema = { type: 'null' };

interface Story {
  readonly previousValue: JsonSchema;
  readonly currentValue: JsonSchema;
  readonly changes?: JsonSchema;
}

/** The members that every event has, and what it tells (https://json-schema.org/draft/2020-12). */
function eventSchema({ previousValue, currentValue, changes }: Story): JsonSchema {
  const told = { previousValue, currentValue };
  const properties = {
    companyId: { ...text, description: 'The company that it happened in.' },
    projectId: { ...text, description: 'The project that it happened in.' },
    recordId: { ...text, description: 'The record that it is about, or that what it is about belongs to.' },
    actorId: { ...text, description: 'Who did it.' },
    occurredAt: { ...time, description: 'When it happened.' },
    sequence: { type: 'integer', description: 'Grows with each event of the platform.' },
    ...(changes === undefined
      ? {}
      : {
          changes,
          changedFields: { ...text, description: 'Names of the changed fields, sorted, with commas.' },
        }),
    ...told,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['companyId', 'projectId', 'previousValue', 'currentValue'],
    properties,
    $defs: thingsIn(properties),
  };
}

export function created(thing: ThingName): JsonSchema {
  return eventSchema({ previousValue: nothing, currentValue: a(thing) });
}

export function deleted(thing: ThingName): JsonSchema {
  return eventSchema({ previousValue: a(thing), currentValue: nothing });
}

/**
 * @param field the one that always changes
 * @param values what it is before and after; by default anything
 */
export function changed(
  thing: ThingName,
  field?: string,
  { from = {}, to = {} }: { readonly from?: JsonSchema; readonly to?: JsonSchema } = {},
): JsonSchema {
  const direction = { enum: ['later', 'earlier', 'up', 'down'] };
  const values = { from, to };
  const change = { type: 'object', required: Object.keys(values), properties: { ...values, direction } };
  const changes: JsonSchema =
    field === undefined
      ? { type: 'object', additionalProperties: change }
      : { type: 'object', properties: { [field]: change } };
  return eventSchema({ previousValue: a(thing), currentValue: a(thing), changes });
}
