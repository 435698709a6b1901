import type { AddressPolicy } from '../domain/address-policy.ts';
import { ruleOfFilter } from '../domain/compile-filter.ts';
import { checkFields } from '../domain/conditions/check-fields.ts';
import { isPattern } from '../domain/conditions/condition.ts';
import { type Fault, type FaultText, ProblemError } from '../domain/errors.ts';
import { everyEventType } from '../domain/event-catalog.ts';
import type { Clause, Filter } from '../domain/filter.ts';
import { jsonPointer } from '../domain/json-pointer.ts';
import { recognisedFormat } from '../domain/payload-formats/recognised-format.ts';
import { isChatFormat, type PayloadFormat, type Webhook } from '../domain/webhook.ts';
import { maxFaults } from '../domain/wire/explain-issues.ts';
import type { WebhookInput } from '../domain/wire/webhook-schema.ts';
import type { KnownEventTypes } from './known-event-types.ts';

/** Some 5,000 projects by their UUIDs: a webhook is kept in one item of 400 KB. */
const maxFilterBytes = 200_000;

const aloneOnly: FaultText = {
  code: 'not-together',
  detail: '"*" means every event and stands alone in its list.',
};

const allButAll: FaultText = { code: 'nothing-left', detail: 'All event types but all would be none.' };

function namesOf({ eventTypes, exceptEventTypes = [] }: Clause): readonly string[] {
  return [...eventTypes, ...exceptEventTypes];
}

/** @param kept names that need not be in the catalog any more */
async function eventTypeFaults(
  filter: Filter,
  known: KnownEventTypes,
  kept: ReadonlySet<string>,
): Promise<Fault[]> {
  const named = filter.anyOf.flatMap(namesOf).filter(name => !kept.has(name));
  const unknown = await known.faultsOf([...new Set(named)].filter(name => name !== everyEventType));
  const faults: Fault[] = [];
  for (const [clause, { eventTypes, exceptEventTypes = [] }] of filter.anyOf.entries()) {
    for (const [index, name] of exceptEventTypes.entries()) {
      const fault = name === everyEventType ? allButAll : unknown.get(name);
      const pointer = jsonPointer(['filter', 'anyOf', clause, 'exceptEventTypes', index]);
      if (fault !== undefined) faults.push({ pointer, ...fault });
    }
    for (const [index, name] of eventTypes.entries()) {
      if (faults.length >= maxFaults) return faults;
      const isAlone = eventTypes.length === 1;
      const fault = name === everyEventType ? (isAlone ? undefined : aloneOnly) : unknown.get(name);
      const pointer = jsonPointer(['filter', 'anyOf', clause, 'eventTypes', index]);
      if (fault !== undefined) faults.push({ pointer, ...fault });
    }
  }
  return faults;
}

/** @throws ProblemError `invalid-filter` for fields that the events do not have, and operators that do not fit them */
async function checkFieldsOf({ anyOf }: Filter, known: KnownEventTypes): Promise<void> {
  const faults: Fault[] = [];
  for (const [clause, { eventTypes, conditions }] of anyOf.entries()) {
    if (conditions === undefined || isPattern(conditions)) continue;
    const schemas = await known.schemasOf(eventTypes.includes(everyEventType) ? undefined : eventTypes);
    for (const { path, ...fault } of checkFields(conditions, schemas)) {
      faults.push({ pointer: jsonPointer(['filter', 'anyOf', clause, 'conditions', ...path]), ...fault });
    }
  }
  if (faults.length === 0) return;
  throw new ProblemError('invalid-filter', 'The filter is not valid.', faults.slice(0, maxFaults));
}

/**
 * The rule of a filter that has the right shape.
 * @param before the webhook's filter so far: an event type that was deleted since stays possible in it
 * @throws ProblemError `invalid-filter` or `pattern-too-long`
 */
export async function ruleOf(
  filter: Filter,
  known: KnownEventTypes,
  before: Filter = { anyOf: [] },
): Promise<Pick<Webhook, 'pattern' | 'hasResidual'>> {
  const kept = new Set(before.anyOf.flatMap(namesOf));
  const faults = await eventTypeFaults(filter, known, kept);
  if (faults.length > 0) throw new ProblemError('invalid-filter', 'The filter is not valid.', faults);
  await checkFieldsOf(filter, known);
  const rule = ruleOfFilter(filter);
  const bytes = Buffer.byteLength(JSON.stringify(filter));
  if (bytes <= maxFilterBytes) return rule;
  const detail = `It has ${bytes} bytes as JSON; at most ${maxFilterBytes} are kept. Split it over several webhooks.`;
  throw new ProblemError('invalid-filter', 'The filter is too large.', [
    { pointer: '/filter', code: 'too-many-bytes', detail, limit: maxFilterBytes },
  ]);
}

/** @throws ProblemError `url-not-allowed` */
export function checkUrl(url: string, addresses: Pick<AddressPolicy, 'checkUrl'>): void {
  const verdict = addresses.checkUrl(url);
  if (verdict.allowed) return;
  const { code, reason } = verdict;
  throw new ProblemError('url-not-allowed', 'Webhooks cannot have this URL.', [
    { pointer: '/url', code, detail: `Not allowed: ${reason}.` },
  ]);
}

/**
 * The format that was asked for, else the one that the URL's host understands, else `standard`.
 * @throws ProblemError `invalid-request` when there is a template that the format has no use for
 */
export function formatOf({
  url,
  format,
  template,
}: Pick<WebhookInput, 'url' | 'format' | 'template'>): PayloadFormat {
  const chosen = format ?? recognisedFormat(url) ?? 'standard';
  if (template === undefined || isChatFormat(chosen)) return chosen;
  const detail = `Only messages of the formats slack, teams and discord have a template, and the format is ${chosen}: choose one of these, or leave the template out (null removes it).`;
  throw new ProblemError('invalid-request', 'The body is not valid.', [
    { pointer: '/template', code: 'template-not-used', detail },
  ]);
}
