import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { PatternIndex } from '../../../event-pattern/pattern-index.ts';
import { isInput } from '../json-input.ts';
import type { Store } from '../store.ts';
import { busNotFound, ruleNotFound } from './errors.ts';
import { defaultBusName, type Place } from './names.ts';
import { isTarget, type Target } from './target.ts';
import { usesWildcards } from './wildcard-rule.ts';

/** What is stored of a bus; times are milliseconds since 1970. */
export interface BusRecord {
  readonly name: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly description?: string;
  /** The resource policy, as JSON text. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is stored of a rule, with its targets in the order in which they were put. */
export interface RuleRecord {
  readonly name: string;
  readonly busName: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A bus with its rules by name. */
export interface Bus {
  record: BusRecord;
  readonly rules: Map<string, RuleRecord>;
  /** The patterns of the enabled rules, under the rules' names. */
  readonly index: PatternIndex<string>;
  /** The names of the rules with wildcards, which have a quota of their own. */
  readonly wildcardRules: Set<string>;
}

const kinds = { bus: 'events.bus', rule: 'events.rule' } as const;

/** The buses and rules of an account; every change is stored before the method returns. */
export class State {
  readonly place: Place;
  readonly #store: Store;
  readonly #buses = new Map<string, Bus>();

  constructor(store: Store, place: Place, now: () => number) {
    this.#store = store;
    this.place = place;
    for (const { value } of store.all(kinds.bus)) if (isBusRecord(value)) this.#hold(value);
    for (const { value } of store.all(kinds.rule)) {
      const bus = isRuleRecord(value) ? this.#buses.get(value.busName) : undefined;
      if (bus !== undefined && isRuleRecord(value)) holdRule(bus, value);
    }
    if (!this.#buses.has(defaultBusName)) {
      this.putBus({ name: defaultBusName, createdAtMs: now(), modifiedAtMs: now(), tags: {} });
    }
  }

  /** Ordered by name, as lists are. */
  get buses(): readonly Bus[] {
    return [...this.#buses.values()].sort((left, right) => (left.record.name < right.record.name ? -1 : 1));
  }

  findBus(name: string): Bus | undefined {
    return this.#buses.get(name);
  }

  bus(name: string): Bus {
    const bus = this.#buses.get(name);
    if (bus === undefined) throw busNotFound(name);
    return bus;
  }

  rule(busName: string, name: string): RuleRecord {
    const rule = this.bus(busName).rules.get(name);
    if (rule === undefined) throw ruleNotFound(name, busName);
    return rule;
  }

  putBus(record: BusRecord): void {
    this.#store.put(kinds.bus, record.name, record);
    const bus = this.#buses.get(record.name);
    if (bus === undefined) this.#hold(record);
    else bus.record = record;
  }

  deleteBus(name: string): void {
    this.#store.delete(kinds.bus, name);
    this.#buses.delete(name);
  }

  putRule(record: RuleRecord): void {
    const bus = this.bus(record.busName);
    this.#store.put(kinds.rule, `${record.busName}/${record.name}`, record);
    holdRule(bus, record);
  }

  deleteRule({ busName, name }: RuleRecord): void {
    const bus = this.bus(busName);
    this.#store.delete(kinds.rule, `${busName}/${name}`);
    bus.rules.delete(name);
    bus.index.delete(name);
    bus.wildcardRules.delete(name);
  }

  #hold(record: BusRecord): void {
    const { name } = record;
    this.#buses.set(name, { record, rules: new Map(), index: new PatternIndex(), wildcardRules: new Set() });
  }
}

function holdRule(bus: Bus, record: RuleRecord): void {
  const { name, state, eventPattern } = record;
  const before = bus.rules.get(name);
  bus.rules.set(name, record);
  if (before !== undefined && before.eventPattern === eventPattern && before.state === state) return;
  bus.index.delete(name);
  bus.wildcardRules.delete(name);
  if (eventPattern === undefined) return;
  const pattern = parsePattern(eventPattern);
  if (usesWildcards(pattern)) bus.wildcardRules.add(name);
  if (state === 'ENABLED') bus.index.set(name, pattern);
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value);
const isTexts = (value: unknown): boolean => isInput(value) && Object.values(value).every(isText);

function isBusRecord(value: unknown): value is BusRecord {
  return (
    isInput(value) &&
    isText(value.name) &&
    [value.createdAtMs, value.modifiedAtMs].every(it => typeof it === 'number') &&
    [value.description, value.policy].every(isOptionalText) &&
    isTexts(value.tags)
  );
}

function isRuleRecord(value: unknown): value is RuleRecord {
  return (
    isInput(value) &&
    [value.name, value.busName].every(isText) &&
    (value.state === 'ENABLED' || value.state === 'DISABLED') &&
    [value.eventPattern, value.scheduleExpression, value.description, value.roleArn].every(isOptionalText) &&
    Array.isArray(value.targets) &&
    value.targets.every(isTarget) &&
    isTexts(value.tags)
  );
}
