import type { Asked, DurationUnit } from './asked.ts';
import { type Noun, nounFor, quoted } from './sentence-parts.ts';
import type { Phrase, Speech } from './speech.ts';

export const russianQuotes: Speech['quotes'] = ['«', '»', '„', '“'];

/** The word "field" is declined, so that no name has to be, and verbs agree with it. */
function field(form: string, { field: { text, of } }: Asked): string {
  const name = `${form} ${quoted(text, { quotes: russianQuotes })}`;
  return of === 'record before' ? `${name} до изменения` : name;
}

function said(asked: Asked, so: string, notSo = `не ${so}`): Phrase {
  const name = field('поле', asked);
  return [`${name} ${so}`, `${name} ${notSo}`];
}

function is(asked: Asked, what: string): Phrase {
  return said(asked, `— ${what}`, `— не ${what}`);
}

function swapped([so, notSo]: Phrase, isSwapped: boolean): Phrase {
  return isSwapped ? [notSo, so] : [so, notSo];
}

function has(asked: Asked, what: string, notWhat = what): Phrase {
  const name = field('в поле', asked);
  return [`${name} есть ${what}`, `${name} нет ${notWhat}`];
}

function equal(asked: Asked, value: string): Phrase {
  return asked.field.isList ? has(asked, value) : is(asked, value);
}

function among(asked: Asked): Phrase {
  const [some, all] = [asked.listedBy('or'), asked.listedBy('and')];
  if (asked.isSingle) return equal(asked, some);
  return asked.field.isList
    ? has(asked, some, `ни одного из значений ${all}`)
    : said(asked, `— ${some}`, `— ни одно из значений ${all}`);
}

interface Unit extends Noun {
  /** "Last" and "next" before one, or twenty-one, of them. */
  readonly last: string;
  readonly next: string;
}

const his = { last: 'последний', next: 'ближайший' };
const her = { last: 'последнюю', next: 'ближайшую' };

/** In the accusative. */
const units: Readonly<Record<DurationUnit, Unit>> = {
  m: { ...her, one: 'минуту', few: 'минуты', other: 'минут' },
  h: { ...his, one: 'час', few: 'часа', other: 'часов' },
  d: { ...his, one: 'день', few: 'дня', other: 'дней' },
  w: { ...her, one: 'неделю', few: 'недели', other: 'недель' },
};

function during(which: 'last' | 'next', { duration: { count, unit } }: Asked): string {
  const noun = units[unit];
  const isOne = nounFor(count, { one: 'one', other: 'other' }, 'ru') === 'one';
  const several = which === 'last' ? 'последние' : 'ближайшие';
  const amount = count === 1 ? '' : `${count} `;
  return `приходится на ${isOne ? noun[which] : several} ${amount}${nounFor(count, noun, 'ru')}`;
}

export const russianOperators: Speech['operators'] = {
  eq: asked => equal(asked, asked.values[0]),
  ne: asked => swapped(equal(asked, asked.values[0]), true),
  in: among,
  notIn: asked => swapped(among(asked), true),
  exists: asked => swapped(has(asked, 'значение', 'значения'), !asked.isWanted),
  empty: asked => swapped(said(asked, 'пусто'), !asked.isWanted),
  startsWith: asked => said(asked, `начинается с ${asked.values[0]}`),
  endsWith: asked => said(asked, `заканчивается на ${asked.values[0]}`),
  contains: asked => said(asked, `содержит ${asked.values[0]}`),
  wildcard: asked => {
    const form = `${asked.values[0]} (* — любой текст)`;
    return said(asked, `имеет вид ${form}`, `не имеет вида ${form}`);
  },
  gt: asked => said(asked, `больше ${asked.values[0]}`),
  gte: asked => said(asked, `больше или равно ${asked.values[0]}`, `не больше и не равно ${asked.values[0]}`),
  lt: asked => said(asked, `меньше ${asked.values[0]}`),
  lte: asked => said(asked, `меньше или равно ${asked.values[0]}`, `не меньше и не равно ${asked.values[0]}`),
  between: asked => is(asked, `от ${asked.values[0]} до ${asked.values[1]}`),
  before: asked => is(asked, `раньше ${asked.values[0]}`),
  after: asked => is(asked, `позже ${asked.values[0]}`),
  inLast: asked => said(asked, during('last', asked)),
  inNext: asked => said(asked, during('next', asked)),
  cidr: asked => is(asked, `адрес из сети ${asked.values[0]}`),
  was: asked => {
    const [value] = asked.values;
    if (!asked.field.isList)
      return said(asked, `было ${value}, а теперь нет`, `не было ${value} или осталось таким`);
    const name = field('из поля', asked);
    return [`${name} убрано ${value}`, `${name} не убрано ${value}`];
  },
  became: asked => {
    const [value] = asked.values;
    if (!asked.field.isList) return said(asked, `стало ${value}`);
    const name = field('в поле', asked);
    return [`${name} добавлено ${value}`, `${name} не добавлено ${value}`];
  },
  changed: asked => {
    if (!asked.hasValue) return said(asked, 'изменилось');
    const [from, to] = asked.values;
    const so = `${field('поле', asked)} было ${from}, а стало ${to}`;
    return [so, `неверно, что ${so}`];
  },
  onlyChanged: ({ fields }) => [
    `изменилось только поле ${fields}`,
    `неверно, что изменилось только поле ${fields}`,
  ],
  movedLater: asked => said(asked, 'перенесено на более позднее время'),
  movedEarlier: asked => said(asked, 'перенесено на более раннее время'),
  increased: asked => said(asked, 'увеличилось'),
  decreased: asked => said(asked, 'уменьшилось'),
};
