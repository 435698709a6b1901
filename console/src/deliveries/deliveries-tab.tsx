import type { Webhook } from '../../../client/api/client.ts';
export default (_: { readonly webhook: Webhook }) => null;
