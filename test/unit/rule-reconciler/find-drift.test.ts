import { expect, it } from 'vitest';
import type { ActualRule } from '../../../functions/domain/ports.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { judge, suspect } from '../../../functions/rule-reconciler/find-drift.ts';
import { webhookState } from '../../support/webhook-state.ts';

const { id: webhookId, pattern } = webhookState().webhook;
const right: ActualRule = { webhookId, pattern, enabled: true };
const off: ActualRule = { ...right, enabled: false };
const other: ActualRule = { ...right, pattern: '{}' };
const dropping: Partial<Health> = { status: 'paused', whilePaused: 'drop' };

const suspicions: [string, Partial<Webhook> | undefined, ActualRule | undefined, string | undefined][] = [
  ['as it should be', {}, right, undefined],
  ['off, as it should be', { rule: 'off' }, off, undefined],
  ['neither', undefined, undefined, undefined],
  ['no rule', {}, undefined, 'missing'],
  ['another pattern', {}, other, 'wrong'],
  ['off but live', {}, off, 'wrong'],
  ['on but off', { rule: 'off' }, right, 'wrong'],
  ['no webhook', undefined, right, 'orphaned'],
  ['pending', { rule: 'pending' }, right, 'pending'],
  ['pending without rule', { rule: 'pending' }, undefined, 'pending'],
];

it.each(suspicions)('suspects: %s', (_, webhook, actual, suspicion) => {
  expect(suspect(webhook && webhookState(webhook).webhook, actual)).toBe(suspicion);
});

const createdMs = Date.parse('2026-01-01T00:00:00.000Z');
const pending: Partial<Webhook> = { rule: 'pending' };
const deleted: Partial<Webhook> = { deletedAt: '2026-01-01T00:00:00.000Z' };
const touched: Partial<Health> = { changedAt: '2026-01-01T00:00:30.000Z' };
const finish = { kind: 'apply', drift: 'finished' };
const fine = { kind: 'fine' };

const cases: [string, Partial<Webhook>, Partial<Health>, ActualRule | undefined, boolean, number, object][] =
  [
    ['right', {}, {}, right, true, 0, fine],
    ['missing', {}, {}, undefined, true, 0, { kind: 'apply', drift: 'missing' }],
    ['another pattern', {}, {}, other, true, 0, { kind: 'apply', drift: 'wrong' }],
    ['switched off', {}, {}, off, true, 0, { kind: 'apply', drift: 'wrong' }],
    ['another target', {}, {}, right, false, 0, { kind: 'apply', drift: 'wrong' }],
    ['off because it drops', { rule: 'off' }, dropping, off, true, 0, fine],
    ['on though it drops', { rule: 'off' }, dropping, right, true, 0, { kind: 'apply', drift: 'wrong' }],
    ['marked live though it drops', {}, dropping, off, true, 0, { kind: 'apply', drift: 'wrong' }],
    ['being made', pending, {}, undefined, true, 59_999, fine],
    ['being made, with a target still to come', pending, {}, right, false, 59_999, fine],
    ['pending too long', pending, {}, undefined, true, 60_000, finish],
    ['pending, its health changed just now', pending, touched, undefined, true, 89_999, fine],
    ['pending, its health changed a minute ago', pending, touched, undefined, true, 90_000, finish],
    ['deleted, with rule', deleted, {}, right, true, 0, { kind: 'remove' }],
    ['deleted, without', deleted, {}, undefined, true, 0, fine],
  ];

it.each(cases)('judges: %s', (_, webhook, health, actual, targetIsRight, ageMs, verdict) => {
  expect(judge(webhookState(webhook, health), actual, targetIsRight, createdMs + ageMs)).toEqual(verdict);
});

it('judges: no such webhook', () => {
  expect(judge(undefined, right, true, 0)).toEqual({ kind: 'remove' });
  expect(judge(undefined, undefined, true, 0)).toEqual({ kind: 'fine' });
});
