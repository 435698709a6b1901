import { describe, expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import { eventTypeNames } from '../../../../functions/domain/event-catalog.ts';
import { builtInEventTypes } from '../../../../functions/domain/event-types/built-in-event-types.ts';
import { namedEventTypeSchema } from '../../../../functions/domain/wire/event-type-schema.ts';

const types = [...builtInEventTypes.values()];

describe('the event types that come with Finehook', () => {
  it('are those of the catalog, in six groups', () => {
    expect(types.map(({ name }) => name).sort()).toEqual(eventTypeNames);
    const sizes = Object.entries(Object.groupBy(types, ({ group }) => group)).map(([group, all = []]) => [
      group,
      all.length,
    ]);
    expect(Object.fromEntries(sizes)).toEqual({
      Record: 13,
      Checklist: 12,
      List: 3,
      'Custom field': 3,
      Tag: 3,
      Comment: 3,
    });
  });

  it('have titles and descriptions of their own, in English and Russian', () => {
    for (const language of ['en', 'ru']) {
      const titles = types.map(({ title }) => title[language] ?? '');
      const descriptions = types.map(({ description }) => description[language] ?? '');
      expect([new Set(titles).size, new Set(descriptions).size]).toEqual([37, 37]);
      expect(titles.filter(title => /\.$/.test(title))).toEqual([]);
      expect(descriptions.filter(description => !/\.$/.test(description))).toEqual([]);
      const script = language === 'en' ? /\p{sc=Cyrillic}/u : /[A-Za-z]/;
      expect([...titles, ...descriptions].filter(text => script.test(text) || text === '')).toEqual([]);
    }
  });

  it.each(types.map(type => [type.name, type] as const))(
    '%s: its example is valid by its schema',
    (_, type) => {
      const schema = fromJSONSchema(type.schema);
      expect(schema.safeParse(type.example).error?.issues ?? []).toEqual([]);
      const { currentValue, previousValue, ...rest } = type.example ?? {};
      // A thing that is no more, or was not there before, is null: the other way round is another event.
      if (currentValue === null || previousValue === null) {
        const swapped = { ...rest, currentValue: previousValue, previousValue: currentValue };
        expect(schema.safeParse(swapped).success).toBe(false);
      }
      expect(schema.safeParse({ ...type.example, companyId: 7 }).success).toBe(false);
      expect(
        schema.safeParse({ ...type.example, currentValue: { id: 7 }, previousValue: null }).success,
      ).toBe(false);
    },
  );

  it.each(types.map(type => [type.name, type] as const))('%s could be put as it is', (_, type) => {
    const { version, ...input } = type;
    expect([version, namedEventTypeSchema.parse(input)]).toEqual([1, input]);
  });

  it('refer to nothing that they do not define, and define nothing else', () => {
    for (const { schema } of types) {
      const text = JSON.stringify(schema);
      const referred = new Set([...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name));
      expect([...referred].sort()).toEqual(Object.keys(Object(schema.$defs)).sort());
    }
  });
});
