import fc from 'fast-check';
import { isObject, type Json } from './api-document.ts';

/** A body that differs from a good one in one place, and what that is. */
export interface Mutation {
  readonly what: string;
  readonly body: unknown;
}

const otherTypes = [null, true, 1.5, 'text', [], {}, [null], { a: { b: [1] } }] as const;
const longText = 'x'.repeat(5_000);

/** Each place of a value, with what makes a whole of what stands there instead. */
function* places(
  value: unknown,
  path: string,
  put: (value: unknown) => unknown,
): Generator<{ path: string; value: unknown; put: (value: unknown) => unknown }> {
  yield { path, value, put };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* places(item, `${path}/${index}`, instead => put(value.with(index, instead)));
    }
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      yield* places(member, `${path}/${name}`, instead => put({ ...value, [name]: instead }));
    }
  }
}

function without(object: Json, name: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
}

/** Members missing, unknown, of other types and too long, at every depth of a good body. */
export function mutationsOf(good: unknown): Mutation[] {
  const mutations: Mutation[] = [];
  for (const { path, value, put } of places(good, '', instead => instead)) {
    for (const other of otherTypes) {
      if (typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)) {
        mutations.push({ what: `${path} is ${JSON.stringify(other)}`, body: put(other) });
      }
    }
    if (typeof value === 'string') {
      for (const text of ['', longText, '\u0000']) {
        mutations.push({ what: `${path} is a text of ${text.length} characters`, body: put(text) });
      }
    }
    if (Array.isArray(value)) mutations.push({ what: `${path} is empty`, body: put([]) });
    if (isObject(value)) {
      mutations.push({ what: `${path} has an unknown member`, body: put({ ...value, 'no such member': 1 }) });
      for (const name of Object.keys(value)) {
        mutations.push({ what: `${path}/${name} is missing`, body: put(without(value, name)) });
      }
    }
  }
  return mutations;
}

/** Any JSON, and things beside JSON that a good body may turn into: the same for the same seed. */
export function randomBodies(good: unknown, count: number, seed: number): string[] {
  const names = isObject(good) ? Object.keys(good) : [];
  const text = fc.oneof(fc.constantFrom('', ...names), fc.string({ unit: 'binary', maxLength: 20 }));
  const json = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5, noNullPrototype: true }),
  );
  const cut = fc
    .nat(JSON.stringify(good ?? {}).length)
    .map(length => JSON.stringify(good ?? {}).slice(0, length));
  const body = fc.oneof(
    { weight: 4, arbitrary: json.map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
  );
  return fc.sample(body, { numRuns: count, seed }).map(one => one.toWellFormed());
}

/** So many of a list, evenly over all of it. */
export function someOf<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from(
    { length: Math.min(most, items.length) },
    (_, index) => items[Math.floor(index * step)],
  ).filter(item => item !== undefined);
}
