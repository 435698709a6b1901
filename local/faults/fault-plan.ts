import { StartFailure } from '../failure.ts';
import { type FaultKind, faultKindNames, faultKinds, isFaultKind } from './fault-kinds.ts';

/** How often a fault strikes, and whom. */
export interface FaultRule {
  /** 0: never, 1: always. */
  readonly rate: number;
  /** Parts of callers' names; `undefined`: the callers that a kind strikes by default. */
  readonly callers: readonly string[] | undefined;
}

/** What a run is to do wrong. */
export interface FaultPlan {
  /** The same seed gives the same decisions, in the order in which they are asked for. */
  readonly seed: string;
  readonly rules: Readonly<Record<FaultKind, FaultRule>>;
}

/**
 * Reads `--faults` and `--fault`.
 * @param seed any text
 * @param changes `kind=rate` or `kind=rate@caller,caller` each; the kind `all` changes every kind's rate
 * @throws StartFailure
 */
export function readFaultPlan(seed: string, changes: readonly string[]): FaultPlan {
  const rules = Object.fromEntries(
    faultKindNames.map((kind): [string, FaultRule] => [
      kind,
      { rate: faultKinds[kind].rate, callers: undefined },
    ]),
  );
  for (const change of changes) {
    const { kind, rule } = readChange(change);
    for (const name of kind === 'all' ? faultKindNames : [kind]) rules[name] = rule;
  }
  return { seed, rules: completeRules(rules) };
}

function completeRules(rules: Readonly<Record<string, FaultRule>>): Record<FaultKind, FaultRule> {
  const isComplete = (given: Readonly<Record<string, FaultRule>>): given is Record<FaultKind, FaultRule> =>
    faultKindNames.every(kind => Object.hasOwn(given, kind));
  if (!isComplete(rules)) throw new Error('a kind of fault has no rule');
  return rules;
}

function readChange(text: string): { readonly kind: FaultKind | 'all'; readonly rule: FaultRule } {
  const [, kind = '', rateText = '', callers] = /^([a-z-]+)=([\d.]+)(?:@(.+))?$/.exec(text) ?? [];
  if (kind !== 'all' && !isFaultKind(kind)) {
    const known = faultKindNames.join(', ');
    throw new StartFailure(`--fault ${text}: must be KIND=RATE, with a kind out of: all, ${known}`);
  }
  const rate = Number(rateText);
  if (!(rate >= 0 && rate <= 1)) throw new StartFailure(`--fault ${text}: the rate must be from 0 to 1`);
  return { kind, rule: { rate, callers: callers?.split(',') } };
}
