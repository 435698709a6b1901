import * as z from 'zod/mini';
import type { Conditions } from '../conditions/condition.ts';
import { type Operator, operators } from '../conditions/operators.ts';
import { conditionFaults } from '../conditions/read-conditions.ts';
import type { JsonSchema } from '../conditions/value-kinds.ts';
import type { FaultText } from '../errors.ts';
import { issueText } from './issue-text.ts';

const patternFault: FaultText = {
  code: 'wrong-type',
  detail: "Must be an object: an EventBridge content pattern over the event's data.",
};
const patternAlone: FaultText = {
  code: 'not-together',
  detail: 'Unknown member: a "pattern" stands alone.',
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A pattern is looked at when the filter is compiled; a tree of conditions here, with all that is wrong in it. */
export const conditionsSchema = z.custom<Conditions>().check(
  z.check(({ value, issues }) => {
    const given: unknown = value;
    const wrong = (path: readonly (string | number)[], fault: FaultText) => {
      issues.push({ code: 'custom', input: value, path: [...path], message: issueText(fault) });
    };
    if (!isObject(given) || !Object.hasOwn(given, 'pattern')) {
      for (const { path, ...fault } of conditionFaults(given)) wrong(path, fault);
      return;
    }
    const other = Object.keys(given).find(name => name !== 'pattern');
    if (other !== undefined) wrong([other], patternAlone);
    if (!isObject(given.pattern)) wrong(['pattern'], patternFault);
  }),
);

const condition = { $ref: '#/components/schemas/Condition' };
const list = { type: 'array', items: condition, minItems: 1 };

function object(properties: JsonSchema, required: readonly string[] = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function leafSchema(name: string, operator: Operator): JsonSchema {
  const { about, field, valueSchema, isValueOptional, ignoresCase } = operator;
  const properties = {
    ...(field === 'none' ? {} : { field: { type: 'string', minLength: 1, maxLength: 256 } }),
    op: { enum: [name], type: 'string', description: about },
    ...(valueSchema === undefined ? {} : { value: valueSchema }),
    ...(ignoresCase ? { ignoreCase: { type: 'boolean', default: false } } : {}),
  };
  const required = Object.keys(properties).filter(
    member => member !== 'ignoreCase' && !(member === 'value' && isValueOptional),
  );
  return object(properties, required);
}

/** JSON Schema of what `conditionsSchema` takes: zod cannot say it. */
export const conditionJsonSchemas: Readonly<Record<'Condition' | 'Conditions', JsonSchema>> = {
  Condition: {
    description: 'What an event has to be like, over its `data`. See docs/filters.md.',
    anyOf: [
      object({ all: list }),
      object({ any: list }),
      object({ not: condition }),
      ...Object.entries(operators).map(([name, operator]) => leafSchema(name, operator)),
    ],
  },
  Conditions: {
    anyOf: [
      condition,
      {
        ...object({ pattern: { type: 'object', additionalProperties: {} } }),
        description: "An EventBridge content pattern over the event's `data`.",
      },
    ],
  },
};
