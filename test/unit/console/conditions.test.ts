import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../client/api/client.ts';
import { fieldWords } from '../../../console/src/catalog/field-labels.ts';
import {
  type ConditionDraft,
  draftOfGroup,
  groupOf,
  type LeafDraft,
  rootGroup,
  withoutEmptyGroups,
} from '../../../console/src/edit/conditions/condition-draft.ts';
import {
  type ChosenOperator,
  conditionOperators,
  operatorsOf,
} from '../../../console/src/edit/conditions/condition-operators.ts';
import { conditionWords, labelOf } from '../../../console/src/edit/conditions/condition-words.ts';
import { seenValues } from '../../../console/src/edit/conditions/known-values.ts';
import { chosenOperatorOf, fieldOf, leafOf } from '../../../console/src/edit/conditions/leaf.ts';
import { type EventField, fieldsOf } from '../../../console/src/edit/conditions/schema-fields.ts';
import { defaultNouns } from '../../../console/src/language/nouns.ts';
import { checkFields } from '../../../functions/domain/conditions/check-fields.ts';
import { conditionFaults } from '../../../functions/domain/conditions/read-conditions.ts';
import { builtInEventTypes } from '../../../functions/domain/event-types/built-in-event-types.ts';

const builtIn: EventType[] = [...builtInEventTypes.values()].map(type => ({
  ...type,
  example: null,
  builtIn: true,
  updatedAt: null,
}));
const typesNamed = (...names: string[]) => builtIn.filter(({ name }) => names.includes(name));
const fieldNamed = (path: string, types = builtIn): EventField => {
  const field = fieldsOf(types).find(one => one.path === path);
  if (field === undefined) throw new Error(`no field ${path}`);
  return field;
};

describe('fields', () => {
  it('are what people ask about: not companies, projects and what the service computes', () => {
    const paths = fieldsOf(typesNamed('TODO_MOVED')).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['actorId', 'title', 'todoListId', 'done', 'duedAt', 'tags.title']),
    );
    expect(
      paths.filter(path => /^(companyId|projectId|changes|changedFields|sequence|uid)/.test(path)),
    ).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('know their type, and of what they are ids', () => {
    const about = (path: string) => {
      const { type, of, refersTo } = fieldNamed(path);
      return [type, of, refersTo];
    };
    expect(about('actorId')).toEqual(['text', 'event', 'person']);
    expect(about('todoListId')).toEqual(['text', 'record', 'list']);
    expect(about('users.id')).toEqual(['text', 'record', 'person']);
    expect(about('done')).toEqual(['flag', 'record', undefined]);
    expect(about('duedAt')).toEqual(['date', 'record', undefined]);
    expect(about('position')).toEqual(['number', 'record', undefined]);
  });

  it('of something that is gone are those that it had', () => {
    expect(fieldNamed('title', typesNamed('TODO_DELETED')).isOnlyBefore).toBe(true);
    expect(fieldNamed('title', typesNamed('TODO_DELETED', 'TODO_MOVED')).isOnlyBefore).toBe(false);
  });

  it('have words, or their own name made readable', () => {
    const labels = fieldWords(defaultNouns).en;
    expect(labelOf('todoListId', labels)).toBe('List');
    expect(labelOf('users.id', conditionWords.ru.fields)).toBe('Исполнитель');
    expect(labelOf('customer.shippingAddress_line', labels)).toBe('Customer: shipping address line');
  });
});

describe('a condition of the form', () => {
  const values: Readonly<Record<string, unknown>> = {
    several: ['a'],
    range: [1, 2],
    date: '2026-01-31',
    duration: '7d',
    'from-to': { from: 'a', to: 'b' },
    names: ['title'],
  };
  const first = ({ type }: EventField, operator: ChosenOperator): unknown => {
    if (operator === 'cidr') return '192.0.2.0/24';
    const isNumber = type === 'number' || ['gt', 'gte', 'lt', 'lte'].includes(operator);
    return type === 'flag' ? true : isNumber ? 7 : 'a';
  };
  const filled = (field: EventField, operator: ChosenOperator): LeafDraft => {
    const leaf = leafOf(field, operator);
    const { form } = conditionOperators[operator];
    return form === 'none' ? leaf : { ...leaf, value: values[form] ?? first(field, operator) };
  };

  it.each(builtIn.map(({ name }) => name))(
    '%s: every operator that a field offers is one that the API takes',
    name => {
      const types = typesNamed(name);
      for (const field of fieldsOf(types)) {
        for (const operator of operatorsOf(field)) {
          const leaf = filled(field, operator);
          expect([field.path, operator, conditionFaults(leaf)]).toEqual([field.path, operator, []]);
          const found = fieldOf(fieldsOf(types), leaf);
          expect([found?.path, found?.of, chosenOperatorOf(leaf)]).toEqual([field.path, field.of, operator]);
        }
      }
    },
  );

  it('asks for a field where the event has it', () => {
    const leaf = (path: string, operator: ChosenOperator, ...types: string[]) =>
      leafOf(fieldNamed(path, typesNamed(...types)), operator).field;
    expect(leaf('title', 'eq', 'TODO_MOVED')).toBe('currentValue.title');
    expect(leaf('title', 'became', 'TODO_MOVED')).toBe('title');
    expect(leaf('title', 'eq', 'TODO_DELETED')).toBe('previousValue.title');
    expect(leaf('actorId', 'ne', 'TODO_MOVED')).toBe('actorId');
  });

  it('begins with a value of the right form, and keeps one that still fits', () => {
    const title = fieldNamed('title');
    expect(leafOf(title, 'contains')).toEqual({
      field: 'currentValue.title',
      op: 'contains',
      value: '',
      ignoreCase: true,
    });
    const written = { ...leafOf(title, 'contains'), value: 'invoice' };
    expect(leafOf(title, 'startsWith', written)).toMatchObject({ op: 'startsWith', value: 'invoice' });
    expect(leafOf(title, 'in', written)).toMatchObject({ op: 'in', value: [] });
    expect(leafOf(title, 'notEmpty', written)).toEqual({
      field: 'currentValue.title',
      op: 'empty',
      value: false,
    });
    expect(leafOf(fieldNamed('done'), 'became')).toEqual({ field: 'done', op: 'became', value: true });
  });

  it('offers no operator that cannot hold of a field of the catalog', () => {
    const schemas = builtIn.map(({ schema }) => schema);
    const faults = fieldsOf(builtIn).flatMap(field =>
      operatorsOf(field).flatMap(operator => {
        const leaf = filled(field, operator);
        return 'field' in leaf && leaf.field !== undefined
          ? checkFields({ ...leaf, field: leaf.field }, schemas).map(({ detail }) => detail)
          : [];
      }),
    );
    expect(faults.filter(detail => !detail.includes('never'))).toEqual([]);
  });
});

describe('groups', () => {
  const a = { field: 'a', op: 'exists' };
  const b = { field: 'b', op: 'exists' };

  it.each<ConditionDraft>([{ all: [a, b] }, { any: [a, b] }, { not: { any: [a, b] } }])(
    'are read and written as they are: %j',
    draft => {
      const group = groupOf(draft);
      expect(group && draftOfGroup(group)).toEqual(draft);
    },
  );

  it('say what is not true of one condition as none of it', () => {
    expect(groupOf({ not: { field: 'a', op: 'exists' } })).toEqual({ kind: 'none', parts: [a] });
    expect(groupOf({ field: 'a', op: 'exists' })).toBeUndefined();
  });

  it('begin with one group, but for patterns', () => {
    expect(rootGroup(undefined)).toEqual({ kind: 'all', parts: [] });
    expect(rootGroup({ field: 'a', op: 'exists' })).toEqual({ kind: 'all', parts: [a] });
    expect(rootGroup({ pattern: {} })).toBeUndefined();
  });

  it('are left out when nothing is in them, however deep', () => {
    expect(withoutEmptyGroups({ all: [{ any: [] }, { not: { any: [] } }] })).toBeUndefined();
    expect(withoutEmptyGroups({ all: [{ any: [{ field: 'a', op: 'exists' }] }, { any: [] }] })).toEqual(a);
    expect(withoutEmptyGroups({ not: { any: [{ field: 'a', op: 'exists' }] } })).toEqual({
      not: { any: [a] },
    });
  });
});

describe('values that events had', () => {
  it('are found before and after, in lists too, each once', () => {
    const events = [
      {
        data: {
          actorId: 'ann',
          previousValue: null,
          currentValue: { tags: [{ title: 'Red' }, { title: 'Blue' }] },
        },
      },
      {
        data: { previousValue: { tags: [{ title: 'Red' }, { title: '' }] }, currentValue: { tags: 'none' } },
      },
    ];
    expect(seenValues(events, fieldNamed('tags.title'))).toEqual(['Red', 'Blue']);
    expect(seenValues(events, fieldNamed('actorId'))).toEqual(['ann']);
  });
});
