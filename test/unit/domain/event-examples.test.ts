import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { withChanges } from '../../../event-contract/event-detail.ts';
import { eventTypeNames } from '../../../functions/domain/event-catalog.ts';
import { exampleDetail } from '../../../functions/domain/event-examples/event-examples.ts';

const thing = z.record(z.string(), z.unknown());
const detailSchema = z.strictObject({
  companyId: z.string(),
  projectId: z.string(),
  recordId: z.optional(z.literal('task-481')),
  actorId: z.literal('user-ada'),
  occurredAt: z.literal('2026-01-09T14:05:12.345Z'),
  sequence: z.literal(48_117),
  changes: z.optional(z.record(z.string(), z.looseObject({ from: z.unknown(), to: z.unknown() }))),
  changedFields: z.optional(z.string()),
  previousValue: z.nullable(thing),
  currentValue: z.nullable(thing),
});
const read = (type: string, place?: { companyId: string; projectId: string }) =>
  detailSchema.parse(exampleDetail(type, place));

describe('exampleDetail', () => {
  it.each(eventTypeNames)('%s: what was, what is, and what changed agree', type => {
    const { previousValue, currentValue, changes, changedFields } = read(type);
    const isCreated = type.endsWith('_CREATED');
    const isDeleted = type.endsWith('_DELETED');
    expect([previousValue === null, currentValue === null]).toEqual([isCreated, isDeleted]);
    if (isCreated || isDeleted) {
      expect([changes, changedFields]).toEqual([undefined, undefined]);
      return;
    }
    // Or a filter that people try out with a test would miss the events that are published.
    const derived = withChanges({ previousValue, currentValue });
    expect({ changes, changedFields }).toEqual({
      changes: derived.changes,
      changedFields: derived.changedFields,
    });
    expect(changedFields).not.toBe('');
  });

  it.each([
    ['TODO_DUE_DATE_UPDATED', { duedAt: { direction: 'later' } }],
    ['TODO_MOVED', { todoList: {}, todoListId: { from: 'list-doing', to: 'list-review' } }],
    ['TODO_DONE_STATUS_UPDATED', { done: { from: false, to: true } }],
  ])('%s changes %j', (type, changes) => {
    expect(read(type).changes).toMatchObject(changes);
  });

  it.each([
    ['COMMENT_CREATED', 'task-481'],
    ['TODO_CHECKLIST_ITEM_CREATED', 'task-481'],
    ['TODO_DELETED', 'task-481'],
    ['TODO_LIST_CREATED', undefined],
    ['TAG_CREATED', undefined],
    ['CUSTOM_FIELD_UPDATED', undefined],
  ])('%s is of record %s', (type, recordId) => {
    expect(read(type).recordId).toBe(recordId);
  });

  it('happens where it is told to, inside and out', () => {
    const detail = read('TODO_CREATED', { companyId: 'globex', projectId: 'p9' });
    expect(detail).toMatchObject({
      companyId: 'globex',
      projectId: 'p9',
      currentValue: { todoList: { project: { id: 'p9', company: { id: 'globex' } } } },
    });
    expect(read('TODO_CREATED')).toMatchObject({ companyId: 'acme', projectId: 'website' });
  });

  it.each(['NO_SUCH_TYPE', 'WEBHOOK_HEALTH_CHECK', 'constructor', ''])('knows no %j', type => {
    expect(exampleDetail(type)).toBeUndefined();
  });
});
