import { isObject, type JsonObject } from '../../event-contract/exact-json.ts';
import type { Filter, Webhook, WebhookInput } from '../api/client.ts';
import { UsageError } from '../local-run.ts';

/** What export writes of a webhook, and import takes: what its owner set up. Secrets, headers and auth are not read from anywhere. */
export interface Setup {
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly format?: Exclude<WebhookInput['format'], undefined>;
  readonly template?: { readonly text: string };
  readonly options?: JsonObject;
}

/** Webhooks in a file. */
export interface TransferFile {
  readonly version: 1;
  readonly webhooks: readonly Setup[];
}

const members = ['name', 'url', 'filter', 'format', 'template', 'options'];

export function setupOf({ name, url, filter, format, template, options }: Webhook): Setup {
  return { name, url, filter, format, ...(template === undefined ? {} : { template }), options };
}

/** Companies of a filter, sorted, each once. */
export function companiesOf({ filter }: Pick<Setup, 'filter'>): string[] {
  return [...new Set(filter.anyOf.flatMap(({ companies }) => companies.map(one => one.companyId)))].sort();
}

/** @throws UsageError for what is no file of an export; the rest the API checks */
export function readTransferFile(value: JsonObject): readonly Setup[] {
  if (value.version !== 1 || !Array.isArray(value.webhooks)) {
    throw new UsageError('this is no file of finehook export: {"version":1,"webhooks":[…]}');
  }
  return value.webhooks.map((webhook: unknown, i) => {
    if (isSetup(webhook)) return webhook;
    throw new UsageError(
      `webhooks[${i}] is no webhook: it has name, url and filter, and may have ${members.slice(3).join(', ')}`,
    );
  });
}

function isSetup(value: unknown): value is Setup {
  if (!isObject(value) || Object.keys(value).some(name => !members.includes(name))) return false;
  return typeof value.name === 'string' && typeof value.url === 'string' && hasCompanies(value.filter);
}

/** As much of a filter as has to be understood here. */
function hasCompanies(filter: unknown): filter is Filter {
  const { anyOf } = isObject(filter) ? filter : {};
  return (
    Array.isArray(anyOf) &&
    anyOf.every(
      clause =>
        isObject(clause) &&
        Array.isArray(clause.companies) &&
        clause.companies.every(one => isObject(one) && typeof one.companyId === 'string'),
    )
  );
}
