import type { Attempt } from '../../../client/api/client.ts';

/** What a call came to, as far as it changes what to do. */
export type Outcome =
  | 'taken'
  | NonNullable<Attempt['error']>
  | 'bad-request'
  | 'unauthorized'
  | 'not-found'
  | 'gone'
  | 'too-many'
  | 'refused'
  | 'broken'
  | 'odd';

const byStatus: Readonly<Record<number, Outcome>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not-found',
  410: 'gone',
  413: 'bad-request',
  415: 'bad-request',
  422: 'bad-request',
  429: 'too-many',
};

/** As the service decides: a status from 200 to 299 counts, whatever becomes of the body behind it. */
export function outcomeOf({ status, error }: Pick<Attempt, 'status' | 'error'>): Outcome {
  if (status !== null && status >= 200 && status < 300) return 'taken';
  if (error !== null) return error;
  if (status === null) return 'odd';
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 300 && status < 400) return 'redirect';
  if (status >= 400 && status < 500) return 'refused';
  return status >= 500 ? 'broken' : 'odd';
}
