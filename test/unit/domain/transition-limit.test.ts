import { expect, it } from 'vitest';
import { admitTransition } from '../../../functions/domain/transition-limit.ts';

const changes = (count: number, atMs: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`whk_${i}`, atMs]));
const facts = { limit: 5, webhooks: 0 };

it('admits up to the limit within five minutes', () => {
  expect(admitTransition(changes(4, 0), 'whk_x', 1000, facts)).toEqual({ ...changes(4, 0), whk_x: 1000 });
  expect(admitTransition(changes(5, 0), 'whk_x', 299_999, facts)).toBeUndefined();
  expect(admitTransition(changes(5, 0), 'whk_x', 300_000, facts)).toEqual({ whk_x: 300_000 });
});

it('admits 1 % of all where that is more', () => {
  expect(admitTransition(changes(9, 0), 'whk_x', 1, { limit: 5, webhooks: 999 })).toBeUndefined();
  expect(admitTransition(changes(9, 0), 'whk_x', 1, { limit: 5, webhooks: 1000 })).toHaveProperty('whk_x', 1);
});

it('counts a webhook that changes twice once', () => {
  expect(admitTransition(changes(5, 0), 'whk_3', 7, facts)).toEqual({ ...changes(5, 0), whk_3: 7 });
});
