import { describe, expect, it } from 'vitest';
import {
  type Draft,
  draftOf,
  emptyDraft,
  filterOf,
  readDraft,
  withClause,
  withNewClause,
  withoutClause,
  writeDraft,
} from '../../../console/src/edit/draft.ts';

const website = { companyId: 'acme', projectIds: ['website'] };
const moved: Draft = {
  purpose: 'chat',
  name: 'Moved',
  clauses: [{ eventTypes: ['TODO_MOVED'], companies: [website] }],
};

describe('a draft', () => {
  it('is no filter until each of its alternatives says when and where', () => {
    expect(filterOf(emptyDraft)).toBeUndefined();
    expect(filterOf(withNewClause(moved))).toBeUndefined();
    expect(filterOf(moved)).toEqual({ anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [website] }] });
  });

  it('leaves out what says nothing: exceptions and groups without content', () => {
    const changed = withClause(moved, 0, { exceptEventTypes: [], conditions: { all: [{ any: [] }] } });
    expect(changed.clauses[0]).toEqual({
      eventTypes: ['TODO_MOVED'],
      companies: [website],
      conditions: { all: [{ any: [] }] },
    });
    expect(filterOf(changed)).toEqual({ anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [website] }] });
  });

  it('says a single condition as itself, not as a group', () => {
    const leaf = { field: 'todoListId', op: 'became', value: 'done' };
    const filter = filterOf(withClause(moved, 0, { conditions: { all: [leaf] } }));
    expect(filter?.anyOf[0]?.conditions).toEqual(leaf);
  });

  it('keeps one alternative when the last is taken out', () => {
    expect(withoutClause(moved, 0).clauses).toEqual([{ eventTypes: [], companies: [] }]);
    expect(withoutClause(withNewClause(moved), 1).clauses).toEqual(moved.clauses);
  });

  it('survives in an address as it is', () => {
    const hostile = { ...moved, name: '#&=%"<script>«Ж»' };
    expect(readDraft(`#${writeDraft(hostile)}`)).toEqual(hostile);
    const edited = draftOf('Moved', { anyOf: [{ eventTypes: ['*'], companies: [website] }] });
    expect(readDraft(`#${writeDraft(edited)}`)).toEqual({ ...edited, purpose: undefined });
  });

  it.each([
    '',
    '#draft=',
    '#draft=null',
    '#draft={',
    '#draft=[1]',
    '#draft={"clauses":[]}',
    '#draft={"clauses":[{"eventTypes":"*"}]}',
    '#token=fhp_x',
  ])('is not made of %j', hash => {
    expect(readDraft(hash)).toBeUndefined();
  });
});
