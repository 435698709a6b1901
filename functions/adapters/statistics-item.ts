import type { Counts, Ends, HourlyCounts } from '../domain/statistics/counts.ts';
import type { Item } from './dynamodb-client.ts';
import { optionalNumber, requiredText } from './item-fields.ts';

/**
 * Names of attributes: `attempts`, `delivered`, `failed`; `d21` calls of bucket 21; `o200/` calls that ended so; `s:TODO_MOVED`
 * delivered ones of a type, `f:…` failed ones, `u:…` attempts without a delivered one, mostly none, so that a type has one attribute;
 * and those of all further types under `s`, `f` and `u`.
 */
const totals = ['attempts', 'delivered', 'failed'] as const;
const durationForm = /^d(\d+)$/;
const outcomeForm = /^o(\d*\/.*)$/;
const typeForm = /^([sfu])(?::(.+))?$/s;

/** What an update adds: numbers by the attribute's name, without those that are 0. */
export function addedBy(counts: Counts): [string, number][] {
  const added: [string, number][] = totals.map(name => [name, counts[name]]);
  for (const [bucket, count] of counts.durations) added.push([`d${bucket}`, count]);
  for (const [outcome, count] of counts.byOutcome) added.push([`o${outcome}`, count]);
  for (const [eventType, ends] of counts.byEventType) {
    const suffix = eventType === null ? '' : `:${eventType}`;
    const { attempts, delivered, failed } = ends;
    // Below 0 when the attempt was written before: `ADD` takes that away again.
    added.push([`s${suffix}`, delivered], [`f${suffix}`, failed], [`u${suffix}`, attempts - delivered]);
  }
  return added.filter(([, count]) => count !== 0);
}

function numbersBy(item: Item, form: RegExp): (readonly [RegExpExecArray, number])[] {
  return Object.keys(item).flatMap(name => {
    const found = form.exec(name);
    return found === null ? [] : [[found, optionalNumber(item, name) ?? 0] as const];
  });
}

function endsByType(item: Item): Map<string | null, Ends> {
  const byType = Map.groupBy(numbersBy(item, typeForm), ([[, , eventType]]) => eventType ?? null);
  const endsOf = (numbers: readonly (readonly [RegExpExecArray, number])[]): Ends => {
    const byLetter = new Map(numbers.map(([[, letter], count]) => [letter, count]));
    const delivered = byLetter.get('s') ?? 0;
    return { attempts: delivered + (byLetter.get('u') ?? 0), delivered, failed: byLetter.get('f') ?? 0 };
  };
  return new Map([...byType].map(([eventType, numbers]) => [eventType, endsOf(numbers)]));
}

export function countsOf(webhookId: string, item: Item): HourlyCounts {
  return {
    webhookId,
    hour: requiredText(item, 'sk'),
    attempts: optionalNumber(item, 'attempts') ?? 0,
    delivered: optionalNumber(item, 'delivered') ?? 0,
    failed: optionalNumber(item, 'failed') ?? 0,
    durations: new Map(numbersBy(item, durationForm).map(([[, bucket], count]) => [Number(bucket), count])),
    byEventType: endsByType(item),
    byOutcome: new Map(numbersBy(item, outcomeForm).map(([[, outcome = ''], count]) => [outcome, count])),
  };
}
