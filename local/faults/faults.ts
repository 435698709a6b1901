import { type FaultKind, faultKindNames } from './fault-kinds.ts';
import type { FaultPlan } from './fault-plan.ts';
import { seededRandom } from './seeded-random.ts';

/** Who has no key of its own: the tests, the commands, the local run when it makes the resources. */
const otherCaller = 'client';

/**
 * Whom faults strike unless the plan names others: whoever works in the background. A person's commands, and the functions
 * that answer a person, are left alone.
 */
const sparedByDefault = [otherCaller, 'Api', 'KeyMaker'];

/** One kind as it stands. */
export interface FaultState {
  readonly kind: FaultKind;
  readonly rate: number;
  readonly callers: readonly string[] | undefined;
  /** How often it has struck. */
  readonly count: number;
}

/** Decides what goes wrong. */
export interface Faults {
  readonly seed: string;
  /** @param accessKeyId the key that a caller's requests are signed with */
  nameCaller(accessKeyId: string, name: string): void;
  callerOf(accessKeyId: string | undefined): string;
  /** Whether a fault strikes now: draws from the kind's generator, counts, and logs. @param what shown in the log */
  strikes(kind: FaultKind, caller: string, what: string): boolean;
  /** Whether a fault is to strike later, if its moment comes; who carries it out then tells by `count`. */
  draws(kind: FaultKind, caller: string): boolean;
  count(kind: FaultKind, caller: string, what: string): void;
  /** In [0, 1), from the kind's generator: how long, where, how much. */
  random(kind: FaultKind): number;
  rateOf(kind: FaultKind): number;
  setRate(kind: FaultKind, rate: number): void;
  /** Is told after each change of a rate. */
  onRateChange(listener: () => void): void;
  states(): readonly FaultState[];
}

export function createFaults(plan: FaultPlan, log: (line: string) => void): Faults {
  const names = new Map<string, string>();
  const kinds = new Map(
    faultKindNames.map(kind => [
      kind,
      { ...plan.rules[kind], count: 0, next: seededRandom(`${plan.seed}/${kind}`) },
    ]),
  );
  const listeners: (() => void)[] = [];
  const stateOf = (kind: FaultKind) => {
    const state = kinds.get(kind);
    if (state === undefined) throw new Error(`there is no fault ${kind}`);
    return state;
  };
  const meets = (callers: readonly string[] | undefined, caller: string): boolean =>
    callers === undefined
      ? !sparedByDefault.some(spared => caller.includes(spared))
      : callers.some(part => caller.includes(part));

  const draws = (kind: FaultKind, caller: string): boolean => {
    const { rate, callers, next } = stateOf(kind);
    // Nothing is drawn for those whom it cannot strike, so that they do not shift the decisions for the others.
    return rate > 0 && meets(callers, caller) && next() < rate;
  };
  const count = (kind: FaultKind, caller: string, what: string): void => {
    stateOf(kind).count += 1;
    log(`fault ${kind}: ${caller} ${what}`);
  };

  return {
    seed: plan.seed,
    nameCaller: (accessKeyId, name) => void names.set(accessKeyId, name),
    callerOf: accessKeyId => names.get(accessKeyId ?? '') ?? otherCaller,
    strikes(kind, caller, what) {
      if (!draws(kind, caller)) return false;
      count(kind, caller, what);
      return true;
    },
    draws,
    count,
    random: kind => stateOf(kind).next(),
    rateOf: kind => stateOf(kind).rate,
    setRate(kind, rate) {
      stateOf(kind).rate = rate;
      for (const listener of listeners) listener();
    },
    onRateChange: listener => void listeners.push(listener),
    states: () =>
      [...kinds].map(([kind, { rate, callers, count: struck }]) => ({ kind, rate, callers, count: struck })),
  };
}
