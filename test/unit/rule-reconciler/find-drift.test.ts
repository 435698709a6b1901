import { expect, it } from 'vitest';
import { newId } from '../../../functions/domain/identifiers.ts';
import type { ActualRule } from '../../../functions/domain/rule-book.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { judge, type SeenTarget, suspect } from '../../../functions/rule-reconciler/find-drift.ts';
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
const slow: Partial<Webhook> = { slowSince: '2026-01-01T00:00:01.000Z' };
const renamed: Partial<Webhook> = { updatedAt: '2026-01-01T00:00:02.000Z' };
const requestTimeoutMs = 10_000;
const patient: Partial<Webhook> = { options: { timeoutSeconds: 10.5 } };
const finish = { kind: 'apply', drift: 'finished' };
const fine = { kind: 'fine' };

const cases: [
  string,
  Partial<Webhook>,
  Partial<Health>,
  ActualRule | undefined,
  SeenTarget,
  number,
  object,
][] = [
  ['right', {}, {}, right, 'fast', 0, fine],
  ['right, as far as was looked', {}, {}, right, 'unseen', 0, fine],
  ['missing', {}, {}, undefined, 'unseen', 0, { kind: 'apply', drift: 'missing' }],
  ['another pattern', {}, {}, other, 'unseen', 0, { kind: 'apply', drift: 'wrong' }],
  ['switched off', {}, {}, off, 'unseen', 0, { kind: 'apply', drift: 'wrong' }],
  ['another target', {}, {}, right, 'wrong', 0, { kind: 'apply', drift: 'wrong' }],
  ['in the wrong lane', {}, {}, right, 'slow', 0, { kind: 'apply', drift: 'wrong' }],
  ['slow, as it was found to be', slow, {}, right, 'slow', 0, fine],
  ['slow, but in the fast lane', slow, {}, right, 'fast', 0, { kind: 'apply', drift: 'wrong' }],
  ['slow, as its owner wants it', patient, {}, right, 'slow', 0, fine],
  ['off because it drops', { rule: 'off' }, dropping, off, 'unseen', 0, fine],
  ['on though it drops', { rule: 'off' }, dropping, right, 'unseen', 0, { kind: 'apply', drift: 'wrong' }],
  ['marked live though it drops', {}, dropping, off, 'unseen', 0, { kind: 'apply', drift: 'wrong' }],
  ['being made', pending, {}, undefined, 'unseen', 59_999, fine],
  ['being made, with a target still to come', pending, {}, right, 'wrong', 59_999, fine],
  ['pending too long', pending, {}, undefined, 'unseen', 60_000, finish],
  ['pending, its health changed just now', pending, touched, undefined, 'unseen', 89_999, fine],
  ['pending, its health changed a minute ago', pending, touched, undefined, 'unseen', 90_000, finish],
  ['pending, found to be slow just now', { ...pending, ...slow }, {}, right, 'fast', 0, finish],
  ['pending, found to be slow long ago', { ...pending, ...slow, ...renamed }, {}, right, 'fast', 2000, fine],
  ['deleted, with rule', deleted, {}, right, 'unseen', 0, { kind: 'remove' }],
  ['deleted, without', deleted, {}, undefined, 'unseen', 0, fine],
];

it.each(cases)('judges: %s', (_, webhook, health, actual, seen, ageMs, verdict) => {
  expect(
    judge(webhookState(webhook, health), actual, seen, { nowMs: createdMs + ageMs, requestTimeoutMs }),
  ).toEqual(verdict);
});

const alone: ActualRule = { ...right, webhookId: newId('whk', createdMs, new Uint8Array(16)) };
it.each([
  ['its id made a minute ago', 60_000, alone, { kind: 'remove' }],
  ['its creation may be under way', 59_999, alone, fine],
  ['its id made by a clock that is ahead', -59_999, alone, fine],
  ['its id made by nobody', -60_000, alone, { kind: 'remove' }],
  ['and no rule', 60_000, undefined, fine],
] as const)('judges: no such webhook, %s', (_, ageMs, actual, verdict) => {
  const nowMs = createdMs + ageMs;
  expect(judge(undefined, actual, 'unseen', { nowMs, requestTimeoutMs })).toEqual(verdict);
});
