/** What programs write that import `finehook/client` and `finehook/verify`. */
export const apiConsumer = `
import { createClient, type FinehookClient, FinehookError, type Webhook } from 'finehook/client';
import { verifyBlue, verifyStandardWebhook } from 'finehook/verify';

const client: FinehookClient = createClient({ baseUrl: 'https://hooks.example', apiKey: 'fhk_1' });
const items: Webhook[] = [];
for await (const webhook of client.listWebhooks.all()) items.push(webhook);
const { etag } = await client.getWebhook.answer({ id: 'whk_1' }, { signal: AbortSignal.timeout(1_000) });
const changed = await client.updateWebhook({ id: 'whk_1', ifMatch: etag, body: { name: 'CRM', template: null } });
const status: 'active' | 'failing' | 'paused' | 'disabled' = changed.status;
const { items: published } = await client.publishEvents({
  body: { type: 'TODO_MOVED', data: { companyId: 'a', projectId: 'p', previousValue: null, currentValue: {} } },
});
for (const one of published) console.log(one.status === 'failed' ? one.detail : one.id);
const gone: undefined = await client.deleteWebhook({ id: 'whk_1' });
console.log(status, gone, new FinehookError({ status: 0, code: 'no-answer', detail: '' }).errors[0]?.pointer);
await verifyStandardWebhook({ payload: new Uint8Array(), headers: new Headers(), secret: ['whsec_a'] });
await verifyBlue({ payload: '', signature: new Headers().get('x-signature'), secret: 's' });

// @ts-expect-error no id
await client.getWebhook();
// @ts-expect-error no such status
await client.searchDeliveries({ status: 'lost' });
// @ts-expect-error a list of projects, or every one of them
await client.createWebhook({ body: { name: '', url: '', filter: { anyOf: [{ eventTypes: [], companies: [{ companyId: 'a' }] }] } } });
// @ts-expect-error has no pages
client.listContacts.all({ companyId: 'a' });
`;

/** What programs write that import `finehook/publisher`. */
export const consumer = `
import { createPublisher, type EventTypeName, type PutOutcome } from 'finehook/publisher';

const publisher = createPublisher({ eventBusName: 'bus', source: 'crm', region: 'eu-west-1' });
const place = { companyId: 'acme', projectId: 'website' };
const { items } = await publisher.publish([
  { type: 'TODO_MOVED', data: { ...place, previousValue: { position: 1 }, currentValue: { position: 2 } } },
  { type: 'TODO_CREATED', data: { ...place, previousValue: null, currentValue: { title: 'a' } } },
]);
const first: PutOutcome | undefined = items[0];
if (first?.status === 'failed') console.log(first.code, first.retryable);
else console.log(first?.id);

const own = createPublisher<EventTypeName | 'ORDER_SHIPPED'>({ eventBusName: 'bus', source: 'shop' });
await own.publish([{ type: 'ORDER_SHIPPED', data: { ...place, previousValue: null, currentValue: {} } }]);

// @ts-expect-error no event type of the catalog
await publisher.publish([{ type: 'TODO_MOVE', data: { ...place, previousValue: null, currentValue: null } }]);
// @ts-expect-error nothing was there before a creation
await publisher.publish([{ type: 'TODO_CREATED', data: { ...place, previousValue: {}, currentValue: {} } }]);
// @ts-expect-error of no company
await publisher.publish([{ type: 'TODO_MOVED', data: { projectId: 'p', previousValue: {}, currentValue: {} } }]);
// What the package declares leaves the consumer's JSON as it is.
console.log(JSON.parse('1', (_, value) => value).toFixed());
`;
