import type { ApiDeps } from './deps.ts';
import { findDelivery } from './find-delivery.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryWithEventView } from './views.ts';

/** A delivery with its attempts and its event. */
export async function getDelivery(
  { key, id }: OperationRequest<unknown, unknown>,
  deps: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
): Promise<Answer> {
  const { found } = await findDelivery(deps, key, id);
  return { status: 200, body: deliveryWithEventView(found) };
}
