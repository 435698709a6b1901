import { createHash } from 'node:crypto';

/** Crockford's base32 (https://www.crockford.com/base32.html) in lower case: sorts as the numbers it stands for. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const webhookIdPattern = /^whk_[0-9a-hjkmnp-tv-z]{26}$/;
const auditIdPattern = /^aud_[0-9a-hjkmnp-tv-z]{26}$/;
const keyIdPattern = /^key_[0-9a-hjkmnp-tv-z]{26}$/;
const resendIdPattern = /^rsd_[0-9a-hjkmnp-tv-z]{26}$/;
const inboxCallIdPattern = /^ibc_[0-9a-hjkmnp-tv-z]{26}$/;
const deliveryIdPattern = /^dlv_([0-9a-hjkmnp-tv-z]{26})([0-9a-hjkmnp-tv-z]{7})[0-9a-hjkmnp-tv-z]{16}$/;

const ulidTimeCharacters = 10;
const ulidRandomBytes = 16;
const deliverySecondCharacters = 7;
const deliveryHashCharacters = 16;
/** As many seconds since 1970 as the characters can say. */
const maxDeliverySecond = 32 ** deliverySecondCharacters - 1;

/** Ids of others (company, project, record, event) are kept in records up to this length: an item of DynamoDB has a limit. */
export const maxKeptIdLength = 256;

/** A webhook's deliveries are spread over this many DynamoDB partitions, of 1,000 writes a second each. */
export const deliveryPartitions = 4;

function base32OfNumber(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function base32OfBytes(bytes: Uint8Array, length: number): string {
  let text = '';
  for (const byte of bytes.subarray(0, length)) text += alphabet.charAt(byte & 31);
  return text;
}

/**
 * A new id: the prefix and a ULID (https://github.com/ulid/spec) in lower case, so that ids sort by the time of making.
 * @param randomBytes at least 16 random bytes
 */
export function newId(
  prefix: 'whk' | 'key' | 'rsd' | 'ptl' | 'ses' | 'aud' | 'ibc',
  nowMs: number,
  randomBytes: Uint8Array,
): string {
  return `${prefix}_${base32OfNumber(nowMs, ulidTimeCharacters)}${base32OfBytes(randomBytes, ulidRandomBytes)}`;
}

export function isResendId(text: string): boolean {
  return resendIdPattern.test(text);
}

export function isInboxCallId(text: string): boolean {
  return inboxCallIdPattern.test(text);
}

export function isAuditId(text: string): boolean {
  return auditIdPattern.test(text);
}

export function isKeyId(text: string): boolean {
  return keyIdPattern.test(text);
}

export function isWebhookId(text: string): boolean {
  return webhookIdPattern.test(text);
}

/**
 * When a webhook's id was made, milliseconds since 1970.
 * @param webhookId of the form that `isWebhookId` recognises
 */
export function timeOfWebhookId(webhookId: string): number {
  const characters = webhookId.slice('whk_'.length, 'whk_'.length + ulidTimeCharacters);
  return [...characters].reduce((ms, character) => ms * 32 + alphabet.indexOf(character), 0);
}

/** Whether a value from an event is a text that a record can keep: of bounded length, and valid in UTF-8. */
export function isKeepableId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxKeptIdLength && value.isWellFormed();
}

/**
 * The id of the delivery of an event to a webhook: webhook, second of the event's `time`, and 80 bits of a hash of event
 * and webhook. The same event gives the same id again, whatever EventBridge and SQS repeat; ids of a webhook sort by time;
 * and the id says where its record is.
 * @param eventTime RFC 3339, as EventBridge writes it. The producer may set it: what lies before 1970 counts as 1970,
 *   what lies behind the year 3058 as the last second that the id can say, so that such an event is not lost.
 */
export function deliveryId(webhookId: string, eventId: string, eventTime: string): string {
  const hash = createHash('sha256').update(`${eventId}\n${webhookId}`).digest();
  return deliveryIdWith(webhookId, eventTime, hash);
}

/**
 * An id for a delivery that a person asks for, which the event has given another one already.
 * @param time RFC 3339: its second is in the id
 * @param randomBytes at least 16 random bytes
 */
export function newDeliveryId(webhookId: string, time: string, randomBytes: Uint8Array): string {
  return deliveryIdWith(webhookId, time, randomBytes);
}

function deliveryIdWith(webhookId: string, time: string, last: Uint8Array): string {
  const second = Math.floor(Date.parse(time) / 1000);
  return `${beginningOf(webhookId, second)}${base32OfBytes(last, deliveryHashCharacters)}`;
}

function secondText(second: number): string {
  return base32OfNumber(Math.max(0, Math.min(maxDeliverySecond, second)), deliverySecondCharacters);
}

function beginningOf(webhookId: string, second: number): string {
  return `dlv_${webhookId.slice('whk_'.length)}${secondText(second)}`;
}

/**
 * Sorts behind the ids of a webhook's deliveries that were created before this time, and before those of all others.
 * @param time RFC 3339
 */
export function sortsBeforeTime(webhookId: string, time: string): string {
  return beginningOf(webhookId, Math.ceil(Date.parse(time) / 1000));
}

/**
 * Sorts deliveries of all webhooks by the second in their ids, then by webhook.
 * @throws TypeError for a text that is no delivery id
 */
export function sortOfTime(deliveryId: string): string {
  const [, ulid, second] = deliveryIdPattern.exec(deliveryId) ?? [];
  if (ulid === undefined || second === undefined) throw new TypeError(`${deliveryId} is no delivery id`);
  return `${second}${ulid}${deliveryId.slice(-deliveryHashCharacters)}`;
}

/** Sorts behind `sortOfTime` of what was created before this second, and before all others. @param time RFC 3339 */
export function sortOfSecond(time: string): string {
  return secondText(Math.ceil(Date.parse(time) / 1000));
}

/** Where a delivery's record is; `undefined` for a text that is no delivery id. */
export function locateDelivery(id: string): { webhookId: string; partition: number } | undefined {
  const ulid = deliveryIdPattern.exec(id)?.[1];
  if (ulid === undefined) return undefined;
  const hashStart = id.length - deliveryHashCharacters;
  return { webhookId: `whk_${ulid}`, partition: alphabet.indexOf(id.charAt(hashStart)) % deliveryPartitions };
}
