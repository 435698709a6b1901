import { describe, expect, it } from 'vitest';
import {
  anyDelivery,
  companiesOf,
  type DeliveryFilter,
  isAny,
  isTurned,
  queryOf,
  readDeliveryFilter,
  wantedTypes,
  withDeliveryFilter,
} from '../../../../console/src/deliveries/delivery-filter.ts';

const nowMs = Date.parse('2026-01-09T14:05:12.345Z');

const every: DeliveryFilter = {
  status: 'failed',
  eventType: 'TODO_MOVED',
  period: 'between',
  from: '2026-01-08T00:00:00.000Z',
  to: '2026-01-09T00:00:00.000Z',
  companyId: 'acme',
  recordId: 'task 481 & more',
  eventId: '7bf73129',
};

describe('the filter of the delivery log in the address', () => {
  it('comes back as it was written', () => {
    const address = withDeliveryFilter(new URLSearchParams(), every);
    expect(address.toString()).toBe(
      'status=failed&type=TODO_MOVED&period=between&from=2026-01-08T00%3A00%3A00.000Z&to=2026-01-09T00%3A00%3A00.000Z&company=acme&record=task+481+%26+more&event=7bf73129',
    );
    expect(readDeliveryFilter(address)).toEqual(every);
  });

  it('leaves what else stands in the address', () => {
    const address = new URLSearchParams('delivery=dlv_1&status=held');
    expect(withDeliveryFilter(address, anyDelivery).toString()).toBe('delivery=dlv_1');
  });

  it('drops bounds that the period does not use, and a company without a record', () => {
    const filter: DeliveryFilter = { ...every, period: 'day', recordId: '' };
    expect(withDeliveryFilter(new URLSearchParams(), filter).toString()).toBe(
      'status=failed&type=TODO_MOVED&period=day&event=7bf73129',
    );
  });

  it('takes what it cannot read for anything', () => {
    const address = new URLSearchParams('status=lost&period=century&from=tomorrow&to=2026-01-09');
    expect(readDeliveryFilter(address)).toEqual({ ...anyDelivery, to: '2026-01-09T00:00:00.000Z' });
  });

  it('knows when it narrows nothing', () => {
    expect(isAny(anyDelivery)).toBe(true);
    expect(isAny({ ...anyDelivery, companyId: 'acme', from: '2026-01-09T00:00:00.000Z' })).toBe(true);
    expect(isAny({ ...anyDelivery, period: 'hour' })).toBe(false);
  });

  it('knows bounds that are the wrong way round', () => {
    expect(isTurned(every)).toBe(false);
    expect(isTurned({ ...every, to: every.from })).toBe(true);
    expect(isTurned({ ...every, to: '' })).toBe(false);
    expect(isTurned({ ...every, to: every.from, period: 'day' })).toBe(false);
  });
});

describe('what the service is asked for', () => {
  it('is nothing in particular without a filter', () => {
    expect(queryOf(anyDelivery, ['acme'], nowMs)).toEqual({});
  });

  it('is all that the filter says', () => {
    expect(queryOf(every, ['globex'], nowMs)).toEqual({
      status: 'failed',
      eventType: 'TODO_MOVED',
      eventId: '7bf73129',
      recordId: 'task 481 & more',
      companyId: 'acme',
      from: '2026-01-08T00:00:00.000Z',
      to: '2026-01-09T00:00:00.000Z',
    });
  });

  it('counts a period back from now', () => {
    const from = (period: DeliveryFilter['period']) => queryOf({ ...anyDelivery, period }, [], nowMs).from;
    expect(from('hour')).toBe('2026-01-09T13:05:12.345Z');
    expect(from('day')).toBe('2026-01-08T14:05:12.345Z');
    expect(from('week')).toBe('2026-01-02T14:05:12.345Z');
    expect(from('month')).toBe('2025-12-10T14:05:12.345Z');
  });

  it('looks for a record in the first company unless another is named', () => {
    const asked = queryOf({ ...anyDelivery, recordId: 'r1' }, ['acme', 'globex'], nowMs);
    expect(asked).toEqual({ recordId: 'r1', companyId: 'acme' });
  });
});

describe('what a webhook wants', () => {
  const filter = {
    anyOf: [
      { eventTypes: ['*'], exceptEventTypes: ['TAG_CREATED'], companies: [company('acme')] },
      { eventTypes: ['OLD_TYPE', 'TODO_MOVED'], companies: [company('globex'), company('acme')] },
    ],
  };

  it('is each event type once, without those that it leaves out', () => {
    expect(wantedTypes({ filter }, ['TAG_CREATED', 'TODO_MOVED'])).toEqual(['TODO_MOVED', 'OLD_TYPE']);
  });

  it('comes from each company once', () => {
    expect(companiesOf({ filter })).toEqual(['acme', 'globex']);
  });
});

function company(companyId: string) {
  return { companyId, projectIds: '*' as const };
}
