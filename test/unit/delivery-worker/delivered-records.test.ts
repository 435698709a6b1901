import { describe, expect, it } from 'vitest';
import { DeliveredRecords } from '../../../functions/delivery-worker/delivered-records.ts';
import { MemoryDeliveryStore } from '../../support/memory-delivery-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { ManualTime, settled } from './manual-time.ts';
import { eventTextOf, idOf, record, start } from './worker-world.ts';

const stored = (id: string) => ({
  delivery: record(id, { status: 'delivered' }),
  eventText: eventTextOf(id),
});

function recordsOf(messages: number) {
  const time = new ManualTime(start);
  const deliveries = new MemoryDeliveryStore();
  const logs: string[] = [];
  const records = new DeliveredRecords(
    {
      deliveries,
      after: time.after,
      log: memoryLog((level, text) => logs.push(`${level} ${text}`)),
    },
    messages,
  );
  return { time, deliveries, logs, records };
}

const write = (...eventIds: string[]) => `putDelivered ${eventIds.map(idOf).join(' ')}`;

describe('DeliveredRecords', () => {
  it('writes once when all messages have come to an end', async () => {
    const { records, deliveries, time } = recordsOf(3);
    const added = [records.add(stored('a')), records.add(stored('b'))];
    await settled();
    expect(deliveries.calls).toEqual([]);
    records.leave();
    expect(await Promise.all(added)).toEqual([true, true]);
    expect(deliveries.calls).toEqual([write('a', 'b')]);
    expect(time.timers.size).toBe(0);
  });

  it('waits no longer than a second for a straggler', async () => {
    const { records, deliveries, time } = recordsOf(3);
    void records.add(stored('a'));
    await time.pass(600);
    void records.add(stored('b'));
    await time.pass(399);
    expect(deliveries.calls).toEqual([]);
    await time.pass(1);
    expect(deliveries.calls).toEqual([write('a', 'b')]);
    void records.add(stored('c'));
    expect(deliveries.calls).toEqual([write('a', 'b'), write('c')]);
  });

  it('writes an event that came twice in the batch once, and tells both', async () => {
    const { records, deliveries } = recordsOf(2);
    const added = [records.add(stored('a')), records.add(stored('a'))];
    expect(await Promise.all(added)).toEqual([true, true]);
    expect(deliveries.calls).toEqual([write('a')]);
  });

  it('confirms only what the store confirmed', async () => {
    const { records, deliveries, logs } = recordsOf(2);
    deliveries.unconfirmed.add(idOf('a'));
    const added = [records.add(stored('a')), records.add(stored('b'))];
    expect(await Promise.all(added)).toEqual([false, true]);
    expect(logs).toEqual(['error some delivered records could not be written']);
  });

  it('confirms nothing when the store fails', async () => {
    const { records, deliveries, logs } = recordsOf(1);
    deliveries.before = () => {
      throw new Error('down');
    };
    expect(await records.add(stored('a'))).toBe(false);
    expect(logs).toEqual(['error delivered records could not be written']);
  });

  it('once closed, writes what waits and each later record at once', async () => {
    const { records, deliveries, time } = recordsOf(3);
    void records.add(stored('a'));
    records.close();
    expect(deliveries.calls).toEqual([write('a')]);
    void records.add(stored('b'));
    expect(deliveries.calls).toEqual([write('a'), write('b')]);
    expect(time.timers.size).toBe(0);
  });

  it('sets no timer and writes nothing when nothing succeeded', () => {
    const { records, deliveries, time } = recordsOf(2);
    records.leave();
    records.leave();
    records.close();
    expect(deliveries.calls).toEqual([]);
    expect(time.timers.size).toBe(0);
  });
});
