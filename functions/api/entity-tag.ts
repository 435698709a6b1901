import { createHash } from 'node:crypto';
import { ProblemError } from '../domain/errors.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { HttpAnswer } from './http.ts';

/** Elements of a list may be empty (RFC 9110 §5.6.1.2). */
const listElement = /[\t ]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[\t ]*(?:,|$)/y;

interface Tag {
  readonly weak: boolean;
  /** What stands between the quotation marks. */
  readonly opaque: string;
}

/** A strong validator (RFC 9110 §8.8.3): versions of webhook and health, and what changes without people: rule and lane. */
export function entityTag({ webhook, health }: WebhookState): string {
  const slow = webhook.slowSince === undefined ? '' : `.${webhook.slowSince}`;
  return `"${webhook.version}.${health.version}.${webhook.rule}${slow}"`;
}

/** As `entityTag`, and it changes with what was looked up, too. A change is refused for the versions alone. */
export function detailedEntityTag(state: WebhookState, details: unknown): string {
  return `${entityTag(state).slice(0, -1)}.${hashOf(JSON.stringify(details))}"`;
}

/** The tags of a list; `undefined` when it is none. */
function readTags(header: string): Tag[] | undefined {
  const tags: Tag[] = [];
  let end = 0;
  while (end < header.length) {
    listElement.lastIndex = end;
    const element = listElement.exec(header);
    if (element === null) return undefined;
    const [text, weak, opaque] = element;
    if (opaque !== undefined) tags.push({ weak: weak !== undefined, opaque });
    end += text.length;
  }
  return tags;
}

/** Both versions; without what changes by itself, the rule's state and the lane, which can never be what a person's change conflicts with. */
function versionsIn(opaque: string): string {
  return opaque.split('.').slice(0, 2).join('.');
}

/** @throws ProblemError `invalid-request` for a header If-Match that is no list of tags */
function matchTags(header: string): Tag[] {
  const tags = readTags(header);
  if (tags !== undefined && tags.length > 0) return tags;
  throw new ProblemError(
    'invalid-request',
    'The header If-Match is not valid: send the ETag as it was read, with its quotation marks (several separated by commas), or a single * for any.',
  );
}

/**
 * If-Match of what has a tag made of its bytes, as `conditional` makes them.
 * @param current what GET answers; `undefined` when there is nothing yet, which nothing matches
 * @throws ProblemError `precondition-failed`, or `invalid-request` for a header that is no list of tags
 */
export function checkContentMatch(header: string | undefined, current: unknown): void {
  if (header === undefined) return;
  const isAny = header.trim() === '*';
  const tags = isAny ? [] : matchTags(header);
  const etag = current === undefined ? undefined : contentTag(current);
  if (etag !== undefined && (isAny || tags.some(({ weak, opaque }) => !weak && `"${opaque}"` === etag)))
    return;
  throw new ProblemError(
    'precondition-failed',
    'It has changed since you read it, or is not there. Read it again, and send its ETag as If-Match.',
    [],
    etag === undefined ? {} : { etag },
  );
}

/**
 * If-Match (RFC 9110 §13.1.1): compared strongly, so weak tags never match.
 * @throws ProblemError `precondition-failed`, or `invalid-request` for a header that is no list of tags
 */
export function checkIfMatch(header: string | undefined, state: WebhookState): void {
  if (header === undefined || header.trim() === '*') return;
  const tags = matchTags(header);
  const current = `${state.webhook.version}.${state.health.version}`;
  if (tags.some(({ weak, opaque }) => !weak && versionsIn(opaque) === current)) return;
  throw new ProblemError(
    'precondition-failed',
    'The webhook has changed since you read it. Read it again, and send its ETag as If-Match.',
    [],
    { etag: entityTag(state) },
  );
}

/** If-None-Match (RFC 9110 §13.1.2): compared weakly. What is no list of tags matches nothing, and costs the answer only. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || (readTags(header) ?? []).some(({ opaque }) => `"${opaque}"` === etag);
}

const hashBytes = 16;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, hashBytes).toString('base64url');
}

/** A strong validator of what is answered as JSON, as `conditional` gives it to GET. */
export function contentTag(body: unknown): string {
  return `"${hashOf(JSON.stringify(body))}"`;
}

/**
 * An answer to GET with a strong validator of its bytes, unless it has one already, or 304 to a caller who has these bytes.
 * @param ifNoneMatch the header of that name
 */
export function conditional(answer: HttpAnswer, ifNoneMatch: string | undefined): HttpAnswer {
  const { statusCode, headers, body } = answer;
  if (statusCode !== 200 || body === undefined || headers.etag !== undefined) return answer;
  const etag = `"${hashOf(body)}"`;
  const cacheControl = headers['cache-control'] ?? 'no-store';
  // A validator is of no use to a cache that may keep nothing; "no-cache" is: keep, and ask each time.
  const kept = cacheControl === 'no-store' ? 'private, no-cache' : cacheControl;
  const validators = { etag, 'cache-control': kept };
  if (!isKnown(ifNoneMatch, etag)) return { ...answer, headers: { ...headers, ...validators } };
  const { 'content-type': _, ...unchanged } = headers;
  return { statusCode: 304, headers: { ...unchanged, ...validators } };
}
