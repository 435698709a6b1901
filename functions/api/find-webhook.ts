import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { companiesOf, type Filter } from '../domain/filter.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import { jsonPointer } from '../domain/json-pointer.ts';
import type { WebhookStore } from '../domain/ports.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { maxFaults } from '../domain/wire/explain-issues.ts';
import { notHeld } from './held-companies.ts';

/** Says the same of what is not there and of what the key does not reach, so that ids tell nothing. */
export function notFound(caller: Caller, what: 'webhook' | 'delivery' | 'resend'): ProblemError {
  return new ProblemError(
    'not-found',
    `No such ${what}, or this ${nounOf(caller)} does not hold all of its companies.`,
  );
}

/** A webhook that the key may see, deleted or not. @throws ProblemError `not-found` */
export async function findWithPast(
  webhooks: Pick<WebhookStore, 'find'>,
  key: Caller,
  id: string,
): Promise<WebhookState> {
  const state = isWebhookId(id) ? await webhooks.find(id) : undefined;
  if (state === undefined || !covers(key, companiesOf(state.webhook.filter))) throw notFound(key, 'webhook');
  return state;
}

/** A webhook that the key may see and change. @throws ProblemError `not-found` */
export async function findWebhook(
  webhooks: Pick<WebhookStore, 'find'>,
  key: Caller,
  id: string,
): Promise<WebhookState> {
  const state = await findWithPast(webhooks, key, id);
  if (state.webhook.deletedAt !== undefined) throw notFound(key, 'webhook');
  return state;
}

/** @throws ProblemError `forbidden`, pointing at each company that the key does not hold */
export function checkCompanies(key: Caller, filter: Filter): void {
  const faults = filter.anyOf.flatMap((clause, clauseIndex) =>
    clause.companies.flatMap(({ companyId }, index) =>
      covers(key, [companyId])
        ? []
        : [notHeld(key, jsonPointer(['filter', 'anyOf', clauseIndex, 'companies', index, 'companyId']))],
    ),
  );
  if (faults.length > 0) {
    throw new ProblemError(
      'forbidden',
      `The filter names companies that this ${nounOf(key)} does not hold.`,
      faults.slice(0, maxFaults),
    );
  }
}
