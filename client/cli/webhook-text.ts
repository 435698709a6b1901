import type { Webhook } from '../api/client.ts';
import { type Cell, facts, type Output } from './output.ts';

/** What people want to know of a webhook, with a line for each clause of its filter. */
export function webhookFacts(webhook: Webhook, ...more: readonly (readonly [string, Cell])[]): string[] {
  const { id, name, url, status, statusReason, rule, format, noAccessTo, filter } = webhook;
  return facts([
    ['id', id],
    ['name', name],
    ['url', url],
    ['status', statusReason === null ? status : `${status} (${statusReason})`],
    ['rule', rule],
    ['format', format],
    ...filter.anyOf.map((clause): [string, string] => ['listens to', clauseText(clause)]),
    ...(noAccessTo.length === 0 ? [] : [['no access to', noAccessTo.join(', ')] as const]),
    ...more,
  ]);
}

type Clause = Webhook['filter']['anyOf'][number];

const maxShown = 5;

/** Of a long list the beginning; `--json` has it all. */
function listText(names: readonly string[]): string {
  const rest = names.length - maxShown;
  return rest > 0 ? `${names.slice(0, maxShown).join(',')} and ${rest} more` : names.join(',');
}

function butText(except: readonly string[] | undefined): string {
  return except === undefined ? '*' : `* but ${listText(except)}`;
}

function placeText({ companyId, projectIds, exceptProjectIds }: Clause['companies'][number]): string {
  return `${companyId}:${projectIds === '*' ? butText(exceptProjectIds) : listText(projectIds)}`;
}

function clauseText({ eventTypes, exceptEventTypes, companies, conditions }: Clause): string {
  const types = exceptEventTypes === undefined ? eventTypes.join(', ') : butText(exceptEventTypes);
  const text = `${types} in ${companies.map(placeText).join(' ')}`;
  return conditions === undefined ? text : `${text} if ${JSON.stringify(conditions)}`;
}

/** A webhook that was changed. */
export function showWebhook(output: Output, webhook: Webhook): void {
  output.result(webhook, () => webhookFacts(webhook));
}
