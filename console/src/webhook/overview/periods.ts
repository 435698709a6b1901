import type { Statistics } from '../../../../client/api/client.ts';

export type Period = Statistics['period'];

export const periods: readonly Period[] = ['1h', '24h', '7d', '30d'];

const usual: Period = '24h';

/** The period that an address asks for by `?period=`. */
export function readPeriod(address: URLSearchParams): Period {
  const asked = address.get('period');
  return periods.find(period => period === asked) ?? usual;
}
