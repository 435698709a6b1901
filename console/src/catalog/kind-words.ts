import { defineWords } from '../language/words.ts';
import type { ValueKind } from './schema-fields.ts';

/** What kind of value a member of an event is. */
export const kindWords = defineWords(
  {
    text: 'text',
    time: 'date and time',
    number: 'number',
    integer: 'whole number',
    flag: 'true or false',
    object: 'object',
    nothing: 'nothing',
    any: 'any value',
    oneOf: 'one of',
    list: (of: string) => `list: ${of}`,
    or: 'or',
    required: 'always there',
  },
  {
    text: 'текст',
    time: 'дата и время',
    number: 'число',
    integer: 'целое число',
    flag: 'true или false',
    object: 'объект',
    nothing: 'пусто',
    any: 'любое значение',
    oneOf: 'одно из',
    list: of => `список: ${of}`,
    or: 'или',
    required: 'есть всегда',
  },
);

/** `text or nothing`, `one of later, earlier`, `list: object`. */
export function kindText(kinds: readonly ValueKind[], say: (typeof kindWords)['en']): string {
  const texts = kinds.map(kind => {
    if (kind.kind === 'oneOf') return `${say.oneOf} ${kind.values.join(', ')}`;
    if (kind.kind === 'list') return say.list(kindText(kind.of, say));
    return say[kind.kind];
  });
  return [...new Set(texts)].join(` ${say.or} `);
}
