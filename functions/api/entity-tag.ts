import { ProblemError } from '../domain/errors.ts';
import type { WebhookState } from '../domain/webhook.ts';

const member = /(?:^|,)[\t ]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[\t ]*(?=,|$)/g;

/** A strong validator (RFC 9110 §8.8.3): versions of webhook and health, and the state of its rule. */
export function entityTag({ webhook, health }: WebhookState): string {
  return `"${webhook.version}.${health.version}.${webhook.rule}"`;
}

function opaqueTags(header: string): { weak: boolean; opaque: string }[] {
  return [...header.matchAll(member)].map(([, weak, opaque]) => ({
    weak: weak !== undefined,
    opaque: opaque ?? '',
  }));
}

/** Both versions; without the rule's state, which becomes `live` by itself and so can never be what a change conflicts with. */
function versionsIn(opaque: string): string {
  return opaque.split('.').slice(0, 2).join('.');
}

/** If-Match (RFC 9110 §13.1.1): compared strongly, so weak tags never match. @throws ProblemError `precondition-failed` */
export function checkIfMatch(header: string | undefined, state: WebhookState): void {
  if (header === undefined || header.trim() === '*') return;
  const current = `${state.webhook.version}.${state.health.version}`;
  if (opaqueTags(header).some(({ weak, opaque }) => !weak && versionsIn(opaque) === current)) return;
  throw new ProblemError(
    'precondition-failed',
    'The webhook has changed since you read it. Read it again, and send its ETag as If-Match.',
    [],
    { etag: entityTag(state) },
  );
}

/** If-None-Match (RFC 9110 §13.1.2): compared weakly. */
export function isUnchanged(header: string | undefined, state: WebhookState): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return opaqueTags(header).some(({ opaque }) => `"${opaque}"` === entityTag(state));
}
