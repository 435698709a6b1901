import { isObject, type JsonObject } from '../../event-contract/exact-json.ts';
import type { Webhook } from '../api/client.ts';
import { UsageError } from '../local-run.ts';
import { companiesOf, type Setup, setupOf } from './transfer-file.ts';

/** What an import does with a webhook of the file. */
export type Step =
  | { readonly kind: 'create'; readonly setup: Setup }
  | {
      readonly kind: 'update';
      readonly setup: Setup;
      readonly id: string;
      readonly patch: JsonObject;
      /** Of the webhook that the patch was made for. */
      readonly updatedAt: string;
    }
  | { readonly kind: 'unchanged'; readonly setup: Setup; readonly id: string };

/** Two webhooks are the same one when they have the same name and listen to the same companies. */
function identityOf(setup: Pick<Setup, 'name' | 'filter'>): string {
  return JSON.stringify([setup.name, companiesOf(setup)]);
}

function describe(setup: Setup): string {
  return `"${setup.name}" in ${companiesOf(setup).join(', ')}`;
}

/** @throws UsageError where a name stands for two webhooks: nobody could say which one is meant */
export function planImport(wanted: readonly Setup[], existing: readonly Webhook[]): Step[] {
  const identities = wanted.map(identityOf);
  return wanted.map((setup, i) => {
    const identity = identityOf(setup);
    if (identities.indexOf(identity) !== i) {
      throw new UsageError(`the file has two webhooks ${describe(setup)}: give them different names`);
    }
    const [webhook, another] = existing.filter(one => identityOf(one) === identity);
    if (another !== undefined) {
      throw new UsageError(`there are two webhooks ${describe(setup)}: rename one of them first`);
    }
    if (webhook === undefined) return { kind: 'create', setup };
    const patch = patchTo(setup, setupOf(webhook));
    const { id, updatedAt } = webhook;
    return Object.keys(patch).length === 0
      ? { kind: 'unchanged', setup, id }
      : { kind: 'update', setup, id, patch, updatedAt };
  });
}

/** A file that says no format leaves it as it is; template and options that it does not have are taken away. */
function patchTo(wanted: Setup, current: Setup): JsonObject {
  const { name, url, filter, format = current.format, template, options = {} } = wanted;
  const whole = { name, url, filter, format, ...(template === undefined ? {} : { template }), options };
  return mergePatch(whole, { ...current });
}

/** @returns the JSON Merge Patch (RFC 7396) that makes the one object of the other */
export function mergePatch(wanted: JsonObject, current: JsonObject): JsonObject {
  const removed = Object.keys(current).filter(name => wanted[name] === undefined);
  const changed = Object.entries(wanted).flatMap(([name, value]) => {
    const before = current[name];
    if (canonical(value) === canonical(before)) return [];
    return [[name, isObject(value) && isObject(before) ? mergePatch(value, before) : value] as const];
  });
  return Object.fromEntries([...changed, ...removed.map(name => [name, null] as const)]);
}

/** The same text for the same value, in whatever order its members stand. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
