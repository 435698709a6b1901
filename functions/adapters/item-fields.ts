import type { Item } from './dynamodb-client.ts';

/** Attribute in which DynamoDB's time to live looks, epoch seconds. It is lazy: readers compare it themselves. */
export const ttlName = 'ttl';

const secondMs = 1000;
export const dayMs = 86_400_000;

export function ttlAfter(nowMs: number, retentionMs: number): number {
  return Math.floor((nowMs + retentionMs) / secondMs);
}

export function isExpired(item: Item, nowMs: number): boolean {
  const ttl = optionalNumber(item, ttlName);
  return ttl !== undefined && ttl * secondMs <= nowMs;
}

export function optionalText(item: Item, name: string): string | undefined {
  return item[name]?.S;
}

/** @throws TypeError when the item lacks it */
export function requiredText(item: Item, name: string): string {
  const text = item[name]?.S;
  if (text === undefined) throw new TypeError(`a stored item lacks ${name}`);
  return text;
}

export function optionalNumber(item: Item, name: string): number | undefined {
  const number = item[name]?.N;
  return number === undefined ? undefined : Number(number);
}

/** @throws TypeError when the item lacks it */
export function requiredNumber(item: Item, name: string): number {
  const number = optionalNumber(item, name);
  if (number === undefined) throw new TypeError(`a stored item lacks ${name}`);
  return number;
}
