import { eventTypeNames } from '../domain/event-catalog.ts';
import { exampleDetail } from '../domain/event-examples/event-examples.ts';
import type { Json } from './openapi-schemas.ts';

const timestamp = '2026-01-09T14:05:12.345Z';

const headers: Readonly<Record<string, string>> = {
  'webhook-id': 'Id of the delivery, the same for every attempt.',
  'webhook-timestamp': 'When the attempt was signed, in seconds since 1970.',
  'webhook-signature': 'Of Standard Webhooks: `v1,<base64>`, one for each valid secret, separated by spaces.',
};

function exampleOf(type: string): Json {
  return { value: { type, timestamp, data: exampleDetail(type) } };
}

/** What a receiver of the format `standard` gets, with an example of every event type: the document's `webhooks`. */
export function eventWebhooks(): Json {
  const parameters = Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  const schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', description: 'The event type.' },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      data: { type: 'object', description: 'The event, as its producer wrote it.' },
    },
  };
  const examples = Object.fromEntries(eventTypeNames.map(type => [type, exampleOf(type)]));
  return {
    event: {
      post: {
        summary: 'An event, as a webhook of the format `standard` sends it.',
        security: [],
        parameters,
        requestBody: { required: true, content: { 'application/json': { schema, examples } } },
        responses: { '2XX': { description: 'The receiver has it. Any other status is tried again.' } },
      },
    },
  };
}
