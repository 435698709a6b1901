import { expect, it } from 'vitest';
import { compressed } from '../../../functions/adapters/event-payload.ts';
import {
  type KeepPayloads,
  maxPayloadBytes,
  PayloadStore,
} from '../../../functions/adapters/payload-store.ts';
import type { StoredDelivery } from '../../../functions/domain/delivery.ts';
import { delivery, noise, webhookId } from '../../conformance/adapters/support/deliveries.ts';
import { MemoryBucket } from '../../support/memory-bucket.ts';
import { memoryLog } from '../../support/memory-log.ts';

function setUp(keep?: KeepPayloads) {
  const bucket = new MemoryBucket();
  const logs: object[] = [];
  const log = memoryLog((level, message, fields) => logs.push({ level, message, ...fields }));
  return {
    bucket,
    logs,
    payloads: new PayloadStore({ bucket, log, ...(keep === undefined ? {} : { keep }) }),
  };
}

const pending = delivery('e1');
const key = `${webhookId}/${pending.id}/1`;
const small = '{"t":"ä€😀"}';
/** Base64 has six bits a character, and zstd takes off little more than the rest. */
const large = noise(25_000);

it('puts a small event into the item, and touches no bucket', async () => {
  const { bucket, payloads } = setUp();
  const item = await payloads.put({ delivery: pending, eventText: small });
  expect(Object.keys(item)).toEqual(['payload']);
  expect(await payloads.eventTextOf(item)).toBe(small);
  await payloads.letExpire(item);
  expect(bucket.calls).toEqual([]);
});

it('puts what is over 16,000 bytes compressed into an object of its run', async () => {
  const { payloads } = setUp();
  expect(maxPayloadBytes).toBe(16_000);
  const item = await payloads.put({ delivery: pending, eventText: large });
  expect(item).toEqual({ payloadKey: { S: key } });
  expect(await payloads.eventTextOf(item)).toBe(large);
  expect(await payloads.put({ delivery: { ...pending, run: 2 }, eventText: large })).toEqual({
    payloadKey: { S: `${webhookId}/${pending.id}/2` },
  });
});

it('decides by the size of what is kept', async () => {
  const { bucket, payloads } = setUp();
  const text = 'abc '.repeat(250_000);
  const item = await payloads.put({ delivery: pending, eventText: text });
  expect(Buffer.from(item.payload?.B ?? []).equals(compressed(text))).toBe(true);
  expect(bucket.calls).toEqual([]);
});

it('fails when the object cannot be put, so that no item is written', async () => {
  const { bucket, payloads } = setUp();
  bucket.before = () => {
    throw new Error('down');
  };
  await expect(payloads.put({ delivery: pending, eventText: large })).rejects.toThrow('down');
});

it('marks an object as ended; what goes wrong with it is logged and leaves it over', async () => {
  const { bucket, logs, payloads } = setUp();
  const item = await payloads.put({ delivery: pending, eventText: large });
  await payloads.letExpire(undefined);
  await payloads.letExpire({});
  expect(bucket.tags.size).toBe(0);
  await payloads.letExpire(item);
  expect(bucket.tags.get(key)).toEqual({ name: 'delivery', value: 'ended' });
  expect(logs).toEqual([]);
  const error = new Error('down');
  bucket.before = () => {
    throw error;
  };
  await payloads.letExpire(item);
  expect(logs).toEqual([
    {
      level: 'warn',
      message: 'an object could not be tagged: it stays until somebody deletes it',
      key,
      error,
    },
  ]);
});

it('has no event when there is none, its object is gone, or it cannot be read', async () => {
  const { bucket, payloads } = setUp();
  expect(await payloads.eventTextOf({})).toBeUndefined();
  expect(await payloads.eventTextOf({ payload: { B: Uint8Array.of(1, 2, 3) } })).toBeUndefined();
  const item = await payloads.put({ delivery: pending, eventText: large });
  bucket.objects.set(key, Buffer.from('no zstd'));
  expect(await payloads.eventTextOf(item)).toBeUndefined();
  bucket.objects.clear();
  expect(await payloads.eventTextOf(item)).toBeUndefined();
});

it('does not take a bucket that cannot be read for a lost event', async () => {
  const { bucket, payloads } = setUp();
  const item = await payloads.put({ delivery: pending, eventText: large });
  bucket.before = () => {
    throw new Error('AccessDenied');
  };
  await expect(payloads.eventTextOf(item)).rejects.toThrow('AccessDenied');
});

const delivered = (eventText: string): StoredDelivery => ({
  delivery: { ...pending, status: 'delivered' },
  eventText,
});

it('keeps delivered events unless they are not to be kept', async () => {
  const { payloads } = setUp();
  expect(Object.keys(await payloads.put(delivered(small)))).toEqual(['payload']);
  await payloads.drop(delivered(large));
  const undelivered = setUp('undelivered');
  expect(await undelivered.payloads.put(delivered(small))).toEqual({});
  expect(await undelivered.payloads.put(delivered(large))).toEqual({});
  expect(undelivered.bucket.calls).toEqual([]);
  for (const status of ['pending', 'failed', 'held'] as const) {
    const stored = { delivery: { ...pending, status }, eventText: small };
    expect(Object.keys(await undelivered.payloads.put(stored))).toEqual(['payload']);
  }
});

it('deletes the object of a delivered event that is not to be kept', async () => {
  const { bucket, logs, payloads } = setUp('undelivered');
  await payloads.put({ delivery: pending, eventText: large });
  await payloads.drop({ delivery: pending, eventText: large });
  expect(bucket.objects.size).toBe(1);
  await payloads.drop(delivered(small));
  await payloads.drop(delivered(large));
  expect(bucket.calls).toEqual([`put ${key}`, `delete ${key}`]);
  bucket.before = () => {
    throw new Error('down');
  };
  await payloads.drop(delivered(large));
  expect(logs).toMatchObject([
    { message: 'an object could not be deleted: it stays until somebody deletes it', key },
  ]);
});
