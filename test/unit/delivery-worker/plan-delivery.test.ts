import { describe, expect, it } from 'vitest';
import { type Plan, planDelivery } from '../../../functions/delivery-worker/plan-delivery.ts';
import type { Delivery } from '../../../functions/domain/delivery.ts';
import type { Health } from '../../../functions/domain/webhook.ts';
import { record, start } from './worker-world.ts';

const nowMs = Date.parse(start);
const at = (offsetMs: number) => new Date(nowMs + offsetMs).toISOString();
const begun = record('e1');
const pending = (offsetMs: number) => record('e1', { nextAttemptAt: at(offsetMs), attemptsInRun: 2 });
const parked = (offsetMs: number) =>
  record('e1', { nextAttemptAt: at(offsetMs), attemptsInRun: 4, parked: true });
const askedFor = record('e1', { run: 2, nextAttemptAt: at(60_000), parked: true });
const held = record('e1', { status: 'held' });
const failed = record('e1', { status: 'failed' });
const delivered = record('e1', { status: 'delivered' });

type HealthFacts = Pick<Health, 'status' | 'whilePaused' | 'releasingSince'>;
const active: HealthFacts = { status: 'active', whilePaused: 'hold' };
const failing: HealthFacts = { status: 'failing', whilePaused: 'hold' };
const releasing: HealthFacts = { ...failing, releasingSince: start };
const disabled: HealthFacts = { status: 'disabled', whilePaused: 'hold' };
const paused: HealthFacts = { status: 'paused', whilePaused: 'hold' };
const dropping: HealthFacts = { status: 'paused', whilePaused: 'drop' };

const fromEventBridge = { sentAgain: false, sentAtMs: nowMs };
const sentAgain = (ageMs: number) => ({ sentAgain: true, sentAtMs: nowMs - ageMs });

interface Case {
  readonly name: string;
  readonly health?: HealthFacts;
  readonly record?: Delivery;
  readonly message?: { readonly sentAgain: boolean; readonly sentAtMs: number };
  readonly plan: Plan;
}

const cases: Case[] = [
  { name: 'no record, active', plan: { kind: 'attempt', delivery: begun } },
  { name: 'no record, failing', health: failing, plan: { kind: 'hold', delivery: begun } },
  { name: 'no record, disabled', health: disabled, plan: { kind: 'hold', delivery: begun } },
  { name: 'no record, paused', health: paused, plan: { kind: 'hold', delivery: begun } },
  { name: 'no record, paused and dropping', health: dropping, plan: { kind: 'nothing' } },
  { name: 'pending without a time', record: begun, plan: { kind: 'attempt', delivery: begun } },
  { name: 'pending, overdue', record: pending(-1), plan: { kind: 'attempt', delivery: pending(-1) } },
  { name: 'pending, due in 500 ms', record: pending(500), plan: { kind: 'attempt', delivery: pending(500) } },
  { name: 'pending, due in 501 ms', record: pending(501), plan: { kind: 'wait', waitMs: 501 } },
  {
    name: 'pending, paused and dropping: it began before',
    health: dropping,
    record: pending(-1),
    plan: { kind: 'hold', delivery: pending(-1) },
  },
  {
    name: 'pending and not due, disabled',
    health: disabled,
    record: pending(60_000),
    plan: { kind: 'hold', delivery: pending(60_000) },
  },
  { name: 'parked, later: the sweeper sends it', record: parked(7_200_000), plan: { kind: 'nothing' } },
  { name: 'parked, due', record: parked(0), plan: { kind: 'attempt', delivery: parked(0) } },
  {
    name: "parked, due soon, the sweeper's own copy: its clock runs ahead of ours",
    record: parked(2000),
    message: sentAgain(0),
    plan: { kind: 'wait', waitMs: 2000 },
  },
  {
    name: 'parked for hours, a copy that the sweeper may not have marked yet',
    record: parked(7_200_000),
    message: sentAgain(20_000),
    plan: { kind: 'wait', waitMs: 100_000 },
  },
  {
    name: 'parked for hours, a copy that was marked long ago',
    record: parked(7_200_000),
    message: sentAgain(120_000),
    plan: { kind: 'nothing' },
  },
  {
    name: 'asked for again: due at once, whenever the sweeper would find it',
    record: askedFor,
    message: sentAgain(0),
    plan: { kind: 'attempt', delivery: askedFor },
  },
  {
    name: 'asked for again, and attempted since',
    record: { ...askedFor, attemptsInRun: 1 },
    plan: { kind: 'nothing' },
  },
  { name: 'held, active', record: held, plan: { kind: 'take-over', delivery: held } },
  { name: 'held, disabled', health: disabled, record: held, plan: { kind: 'nothing' } },
  {
    name: 'held, paused, a copy that the sweeper may not have marked yet',
    health: paused,
    record: held,
    message: sentAgain(1000),
    plan: { kind: 'wait', waitMs: 119_000 },
  },
  {
    name: 'held, paused, a copy that was marked long ago',
    health: paused,
    record: held,
    message: sentAgain(120_000),
    plan: { kind: 'nothing' },
  },
  {
    name: 'no record, failing, sent again',
    health: failing,
    message: sentAgain(0),
    plan: { kind: 'hold', delivery: begun },
  },
  {
    name: 'no record, a release under way: it waits its turn',
    health: releasing,
    plan: { kind: 'hold', delivery: begun },
  },
  {
    name: 'a retry of a failing webhook',
    health: failing,
    record: pending(-1),
    plan: { kind: 'attempt', delivery: pending(-1) },
  },
  {
    name: 'a retry of a failing webhook, not due',
    health: failing,
    record: pending(2000),
    plan: { kind: 'wait', waitMs: 2000 },
  },
  {
    name: 'pending without an attempt, failing',
    health: failing,
    record: begun,
    plan: { kind: 'hold', delivery: begun },
  },
  {
    name: 'pending without an attempt, released',
    health: releasing,
    record: begun,
    plan: { kind: 'attempt', delivery: begun },
  },
  {
    name: 'held, released, not marked yet',
    health: releasing,
    record: held,
    message: sentAgain(0),
    plan: { kind: 'take-over', delivery: held },
  },
  {
    name: 'held, a release under way, another copy',
    health: releasing,
    record: held,
    plan: { kind: 'nothing' },
  },
  {
    name: 'held, failing, a copy of a release that was stopped',
    health: failing,
    record: held,
    message: sentAgain(1000),
    plan: { kind: 'wait', waitMs: 119_000 },
  },
  { name: 'failed', record: failed, plan: { kind: 'announce', delivery: failed } },
  {
    name: 'failed, disabled',
    health: disabled,
    record: failed,
    plan: { kind: 'announce', delivery: failed },
  },
  { name: 'delivered', record: delivered, plan: { kind: 'nothing' } },
  { name: 'delivered, disabled', health: disabled, record: delivered, plan: { kind: 'nothing' } },
];

describe('planDelivery', () => {
  it.each(cases)('$name', ({ health = active, record: known, message = fromEventBridge, plan }) => {
    expect(planDelivery({ health, record: known, begin: () => begun, message, nowMs })).toEqual(plan);
  });
});
