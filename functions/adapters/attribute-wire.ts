import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './dynamodb-client.ts';
import { isObject } from './json-value.ts';

/** Bytes that JSON.stringify writes as DynamoDB's JSON wants them, without a copy of everything around them. */
export class WireBytes extends Uint8Array {
  toJSON(): string {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString('base64');
  }
}

/** DynamoDB's JSON carries bytes as base64 (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html). */
export function wireText(input: unknown): string {
  // A replacer makes JSON.stringify several times slower, and most requests carry no bytes.
  return hasBytes(input) ? JSON.stringify(withoutBytes(input)) : JSON.stringify(input);
}

function hasBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Uint8Array) return !(value instanceof WireBytes);
  for (const member of Object.values(value)) if (hasBytes(member)) return true;
  return false;
}

function withoutBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  if (Array.isArray(value)) return value.map(withoutBytes);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBytes(member)]));
}

/** @throws TypeError for what is no attribute value */
function attributeOf(wire: unknown): AttributeValue {
  if (isObject(wire)) {
    const { S, N, BOOL, L, M, B, NULL, SS, NS, BS } = wire;
    if (typeof S === 'string') return { S };
    if (typeof N === 'string') return { N };
    if (typeof BOOL === 'boolean') return { BOOL };
    if (Array.isArray(L)) return { L: L.map(attributeOf) };
    if (isObject(M)) return { M: itemOf(M) };
    if (typeof B === 'string') return { B: Buffer.from(B, 'base64') };
    if (NULL === true) return { NULL: true };
    if (Array.isArray(SS)) return { SS: SS.map(String) };
    if (Array.isArray(NS)) return { NS: NS.map(String) };
    if (Array.isArray(BS)) return { BS: BS.map(text => Buffer.from(String(text), 'base64')) };
  }
  throw new TypeError('DynamoDB answered with something that is no attribute value');
}

/** An item of DynamoDB's JSON as the SDK would give it. */
export function itemOf(wire: Readonly<Record<string, unknown>>): Item {
  const item: Item = {};
  for (const name of Object.keys(wire)) item[name] = attributeOf(wire[name]);
  return item;
}

export function optionalItemOf(wire: unknown): Item | undefined {
  return isObject(wire) ? itemOf(wire) : undefined;
}

export function itemsOf(wire: unknown): Item[] {
  return Array.isArray(wire) ? wire.filter(isObject).map(itemOf) : [];
}
