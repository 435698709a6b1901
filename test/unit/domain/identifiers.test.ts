import { describe, expect, it } from 'vitest';
import {
  deliveryId,
  isKeepableId,
  isWebhookId,
  locateDelivery,
  newDeliveryId,
  newId,
  timeOfWebhookId,
} from '../../../functions/domain/identifiers.ts';

const zeros = new Uint8Array(16);
const webhookId = newId('whk', 1_700_000_000_000, zeros);

describe('newId', () => {
  it('is a ULID in lower case behind its prefix', () => {
    expect(webhookId).toBe('whk_01hf7yat000000000000000000');
    expect(newId('key', 1_700_000_000_000, new Uint8Array(16).fill(255))).toBe(
      'key_01hf7yat00zzzzzzzzzzzzzzzz',
    );
  });

  it('sorts by time', () => {
    const later = newId('whk', 1_700_000_000_001, zeros);
    expect([later, webhookId].sort()).toEqual([webhookId, later]);
  });

  it('says when it was made', () => {
    const last = 32 ** 10 - 1;
    const times = [0, 1_700_000_000_001, last].map(ms => timeOfWebhookId(newId('whk', ms, zeros)));
    expect(times).toEqual([0, 1_700_000_000_001, last]);
  });

  it('is recognised', () => {
    expect(isWebhookId(webhookId)).toBe(true);
    for (const text of ['', 'whk_', `${webhookId}0`, webhookId.toUpperCase(), webhookId.replace('h', 'i')]) {
      expect(isWebhookId(text)).toBe(false);
    }
  });
});

describe('newDeliveryId', () => {
  it('has the webhook, the second and what was random, and says where its record is', () => {
    const id = newDeliveryId(webhookId, '2026-01-02T03:04:05.999Z', new Uint8Array(16).fill(255));
    expect(id).toBe('dlv_01hf7yat0000000000000000001mnedd5zzzzzzzzzzzzzzzz');
    expect(locateDelivery(id)).toEqual({ webhookId, partition: 3 });
  });
});

describe('deliveryId', () => {
  const id = deliveryId(webhookId, 'event-1', '2026-01-02T03:04:05Z');

  it('is the same for the same event and webhook, and exact', () => {
    expect(id).toBe(deliveryId(webhookId, 'event-1', '2026-01-02T03:04:05.000+00:00'));
    expect(id).toBe('dlv_01hf7yat0000000000000000001mnedd5x9zd1fswjsasnbzd');
    expect(id).not.toBe(deliveryId(webhookId, 'event-2', '2026-01-02T03:04:05Z'));
  });

  it('sorts by the time of the event', () => {
    expect(deliveryId(webhookId, 'event-0', '2026-01-02T03:04:06Z') > id).toBe(true);
    expect(deliveryId(webhookId, 'event-0', '2026-01-02T03:04:04Z') < id).toBe(true);
  });

  it.each([
    ['1969-12-31T23:59:59Z', '0000000'],
    ['0001-01-01T00:00:00Z', '0000000'],
    ['1970-01-01T00:00:31Z', '000000z'],
    ['3058-10-26T03:46:06Z', 'zzzzzzy'],
    ['3058-10-26T03:46:07Z', 'zzzzzzz'],
    ['3058-10-26T03:46:08Z', 'zzzzzzz'],
    ['9999-12-31T23:59:59Z', 'zzzzzzz'],
  ])('of an event of %s says second %s, and finds its record', (time, second) => {
    const clamped = deliveryId(webhookId, 'event-1', time);
    expect(clamped).toBe(id.replace('1mnedd5', second));
    expect(locateDelivery(clamped)).toEqual(locateDelivery(id));
  });

  it('finds its own record', () => {
    expect(locateDelivery(id)?.webhookId).toBe(webhookId);
    const partitions = Array.from({ length: 64 }, (_, i) =>
      locateDelivery(deliveryId(webhookId, `event-${i}`, '2026-01-02T03:04:05Z')),
    ).map(found => found?.partition ?? -1);
    expect([...new Set(partitions)].sort()).toEqual([0, 1, 2, 3]);
  });

  it.each(['', 'dlv_', 'whk_01hf7yat000000000000000000', `${id}0`, id.slice(0, -1), id.toUpperCase()])(
    'refuses %j',
    text => {
      expect(locateDelivery(text)).toBeUndefined();
    },
  );
});

describe('isKeepableId', () => {
  it.each([
    ['a', true],
    ['', true],
    ['x'.repeat(256), true],
    ['x'.repeat(257), false],
    ['\ud800', false],
    [7, false],
    [undefined, false],
    [['acme'], false],
  ])('%j: %s', (value, isIt) => {
    expect(isKeepableId(value)).toBe(isIt);
  });
});
