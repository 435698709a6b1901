import { type Delivery, FinehookError } from '../api/client.ts';
import type { Api } from './api.ts';
import type { Work } from './command.ts';
import type { DeliverySearch } from './delivery-search.ts';
import { table } from './output.ts';
import { collect } from './pages.ts';

const progressEach = 25;

export type FoundStatus = 'failed' | 'held' | 'delivered';

/** A delivery that was found, and in its next run, or why there is none. */
interface Resent {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly delivery: Delivery | null;
  readonly refusal: string | null;
}

/** All of them before the first is sent: its status changes by that, and another search would find it again. */
async function find(
  client: Api,
  search: DeliverySearch,
  statuses: readonly FoundStatus[],
): Promise<Delivery[]> {
  const found = new Map<string, Delivery>();
  for (const status of statuses) {
    const { items } = await collect(page => client.searchDeliveries({ ...search, status, ...page }), {
      limit: Number.POSITIVE_INFINITY,
      cursor: undefined,
    });
    for (const delivery of items) found.set(delivery.id, delivery);
  }
  return [...found.values()];
}

/** A delivery that has gone on meanwhile, or whose webhook is off, keeps none of the others from being sent. */
async function resend(client: Api, { id, webhookId }: Delivery, newId: boolean): Promise<Resent> {
  try {
    const delivery = await client.resendDelivery({ id, body: { newId } });
    return { deliveryId: id, webhookId, delivery, refusal: null };
  } catch (error) {
    if (!(error instanceof FinehookError) || (error.status !== 404 && error.status !== 409)) throw error;
    return { deliveryId: id, webhookId, delivery: null, refusal: error.detail };
  }
}

/** Sends each delivery that a search finds again. @returns the exit code: 1 when one could not be */
export async function resendFound(
  { output }: Pick<Work, 'output'>,
  client: Api,
  search: DeliverySearch,
  { statuses, newId }: { readonly statuses: readonly FoundStatus[]; readonly newId: boolean },
): Promise<number> {
  const found = await find(client, search, statuses);
  const items: Resent[] = [];
  for (const delivery of found) {
    items.push(await resend(client, delivery, newId));
    if (items.length % progressEach === 0) output.note(`${items.length} of ${found.length}`);
  }
  const refused = items.filter(({ refusal }) => refusal !== null).length;
  output.result({ sent: items.length - refused, refused, items }, () =>
    table(
      ['delivery', 'webhook', 'sent again'],
      items.map(({ deliveryId, webhookId, delivery, refusal }) => [
        deliveryId,
        webhookId,
        delivery === null ? `no: ${refusal}` : `run ${delivery.run}, ${delivery.status}`,
      ]),
    ),
  );
  return refused === 0 ? 0 : 1;
}
