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

function clauseText({ eventTypes, companies, conditions }: Webhook['filter']['anyOf'][number]): string {
  const places = companies.map(
    ({ companyId, projectIds }) => `${companyId}:${projectIds === '*' ? '*' : projectIds.join(',')}`,
  );
  const text = `${eventTypes.join(', ')} in ${places.join(' ')}`;
  return conditions === undefined ? text : `${text} if ${JSON.stringify(conditions)}`;
}

/** A webhook that was changed. */
export function showWebhook(output: Output, webhook: Webhook): void {
  output.result(webhook, () => webhookFacts(webhook));
}
