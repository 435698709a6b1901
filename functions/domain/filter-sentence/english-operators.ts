import type { Asked, DurationUnit } from './asked.ts';
import { type Noun, nounFor, quoted } from './sentence-parts.ts';
import type { Phrase, Speech } from './speech.ts';

export const englishQuotes: Speech['quotes'] = ['“', '”', '‘', '’'];

function whole({ of, text, isKnown }: Asked['field']): string {
  const name = isKnown ? text : quoted(text, { quotes: englishQuotes });
  if (of === 'event') return isKnown ? name : `the field ${name}`;
  return of === 'record' ? `its ${name}` : `its previous ${name}`;
}

/** Of a list some value is asked for. */
function said({ field }: Asked, so: string, notSo: string): Phrase {
  const name = whole(field);
  return field.isList
    ? [`one of ${name} ${so}`, `none of ${name} ${so}`]
    : [`${name} ${so}`, `${name} ${notSo}`];
}

function is(asked: Asked, what: string): Phrase {
  return said(asked, `is ${what}`, `is not ${what}`);
}

function verb({ field }: Asked, one: string, many: string): string {
  return `${whole(field)} ${field.isList ? many : one}`;
}

function swapped([so, notSo]: Phrase, isSwapped: boolean): Phrase {
  return isSwapped ? [notSo, so] : [so, notSo];
}

function equal(asked: Asked, value: string): Phrase {
  const name = whole(asked.field);
  return asked.field.isList
    ? [`${name} include ${value}`, `${name} do not include ${value}`]
    : is(asked, value);
}

function among(asked: Asked): Phrase {
  const name = whole(asked.field);
  const [some, none] = [asked.listedBy('or'), asked.listedBy('and')];
  if (asked.isSingle) return equal(asked, some);
  return asked.field.isList
    ? [`${name} include ${some}`, `${name} include none of ${none}`]
    : [`${name} is ${some}`, `${name} is none of ${none}`];
}

const units: Readonly<Record<DurationUnit, Noun>> = {
  m: { one: 'minute', other: 'minutes' },
  h: { one: 'hour', other: 'hours' },
  d: { one: 'day', other: 'days' },
  w: { one: 'week', other: 'weeks' },
};

function during(which: string, { duration: { count, unit } }: Asked): string {
  const noun = nounFor(count, units[unit], 'en');
  return count === 1 ? `in the ${which} ${noun}` : `in the ${which} ${count} ${noun}`;
}

function did(change: string, { field }: Asked, what: string): Phrase {
  return [`${whole(field)} ${what}`, `${whole(field)} did not ${change}`];
}

export const englishOperators: Speech['operators'] = {
  eq: asked => equal(asked, asked.values[0]),
  ne: asked => swapped(equal(asked, asked.values[0]), true),
  in: among,
  notIn: asked => swapped(among(asked), true),
  exists: asked =>
    swapped(
      [verb(asked, 'has a value', 'have a value'), verb(asked, 'has no value', 'have no value')],
      !asked.isWanted,
    ),
  empty: asked =>
    swapped(
      [verb(asked, 'is empty', 'are empty'), verb(asked, 'is not empty', 'are not empty')],
      !asked.isWanted,
    ),
  startsWith: asked =>
    said(asked, `begins with ${asked.values[0]}`, `does not begin with ${asked.values[0]}`),
  endsWith: asked => said(asked, `ends with ${asked.values[0]}`, `does not end with ${asked.values[0]}`),
  contains: asked => said(asked, `contains ${asked.values[0]}`, `does not contain ${asked.values[0]}`),
  wildcard: asked => {
    const form = `the form ${asked.values[0]} (* is any text)`;
    return said(asked, `has ${form}`, `does not have ${form}`);
  },
  gt: asked => is(asked, `greater than ${asked.values[0]}`),
  gte: asked => is(asked, `${asked.values[0]} or more`),
  lt: asked => is(asked, `less than ${asked.values[0]}`),
  lte: asked => is(asked, `${asked.values[0]} or less`),
  between: asked => is(asked, `from ${asked.values[0]} to ${asked.values[1]}`),
  before: asked => is(asked, `before ${asked.values[0]}`),
  after: asked => is(asked, `after ${asked.values[0]}`),
  inLast: asked => is(asked, during('last', asked)),
  inNext: asked => is(asked, during('next', asked)),
  cidr: asked => is(asked, `an address in the network ${asked.values[0]}`),
  was: asked => {
    const [value] = asked.values;
    const name = whole(asked.field);
    return asked.field.isList
      ? [`${value} was taken out of ${name}`, `${value} was not taken out of ${name}`]
      : [`${name} was ${value} and no longer is`, `${name} was not ${value} or still is`];
  },
  became: asked => {
    const [value] = asked.values;
    const name = whole(asked.field);
    return asked.field.isList
      ? [`${value} was added to ${name}`, `${value} was not added to ${name}`]
      : did(`become ${value}`, asked, `became ${value}`);
  },
  changed: asked => {
    const values = asked.hasValue ? ` from ${asked.values[0]} to ${asked.values[1]}` : '';
    return did(`change${values}`, asked, `changed${values}`);
  },
  onlyChanged: ({ fields }) => [`only its ${fields} changed`, `it is not so that only its ${fields} changed`],
  movedLater: asked => did('move to a later time', asked, 'moved to a later time'),
  movedEarlier: asked => did('move to an earlier time', asked, 'moved to an earlier time'),
  increased: asked => did('go up', asked, 'went up'),
  decreased: asked => did('go down', asked, 'went down'),
};
