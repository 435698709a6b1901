import { describe, expect, test } from 'vitest';
import { BranchTree, type Candidate } from '../../../event-pattern/branch-tree.ts';
import type { PatternField } from '../../../event-pattern/event-pattern.ts';
import { type ExactField, exactFieldsOf } from '../../../event-pattern/exact-values.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';

interface Branch {
  readonly fields: readonly PatternField[];
  readonly exactFields: readonly ExactField[];
}

function branchesOf(pattern: unknown): Branch[] {
  const { branches } = parsePattern(JSON.stringify(pattern));
  return branches.map(branch => ({ fields: branch.fields, exactFields: exactFieldsOf(branch) }));
}

function candidates(tree: BranchTree<Branch>, event: unknown): Candidate<Branch>[] {
  const found: Candidate<Branch>[] = [];
  tree.collect(parseEvent(JSON.stringify(event)), found);
  return found;
}

/** 10,000 rules of 50 companies with 20 projects and 10 types, each value as frequent as the next. */
const rules = Array.from({ length: 10_000 }, (_, nth) => ({
  type: [`T${nth % 10}`],
  detail: {
    company: [`c${Math.floor(nth / 10) % 50}`],
    project: [`p${Math.floor(nth / 500) % 20}`],
    cost: [{ numeric: ['>', nth] }],
  },
}));

describe('BranchTree', () => {
  test('asks by three fields where one leaves many, and what they answer it does not ask again', () => {
    const tree = new BranchTree<Branch>();
    for (const branch of rules.flatMap(branchesOf)) tree.add(branch);
    const event = { type: 'T3', detail: { company: 'c7', project: 'p4', cost: 1 } };
    const found = candidates(tree, event);
    expect(found).toHaveLength(1);
    expect(found[0]?.left.map(({ path }) => path)).toEqual(['detail.cost']);
    expect(candidates(tree, { ...event, type: 'T33' })).toEqual([]);
    expect(candidates(tree, { type: 'T3', detail: { project: 'p4' } })).toEqual([]);
  });

  test('visits each place once for an event that repeats its values', () => {
    const tree = new BranchTree<Branch>();
    for (let nth = 0; nth < 100; nth++) {
      for (const branch of branchesOf({ a: ['x', `${nth}`], b: ['x', `${nth}`], c: ['x', `${nth}`] }))
        tree.add(branch);
    }
    const many = Array(20_000).fill('x');
    expect(candidates(tree, { a: many, b: many, c: many })).toHaveLength(100);
  });

  test('keeps few places for a branch of many values', () => {
    const values = (name: string) => Array.from({ length: 60 }, (_, nth) => `${name}${nth}`);
    const tree = new BranchTree<Branch>();
    const pattern = { a: values('a'), b: values('b'), c: values('c') };
    for (let nth = 0; nth < 100; nth++) for (const branch of branchesOf(pattern)) tree.add(branch);
    // Each is under one of the three fields alone: under two it would have 3,600 places.
    const found = candidates(tree, { a: 'a1', b: 'b1', c: 'c1' });
    expect(found.map(({ left }) => left.length)).toEqual(Array(100).fill(2));
  });
});
