import type {
  EventTypeImport,
  EventTypeInput,
  EventTypeListView,
  EventTypeView,
  ImportResultView,
} from '../domain/wire/event-type-schema.ts';

const input = {
  group: 'Invoice',
  title: { en: 'Invoice paid', ru: 'Счёт оплачен' },
  description: { en: 'An invoice was paid in full.', ru: 'Счёт оплатили полностью.' },
  schema: {
    type: 'object',
    required: ['companyId', 'projectId', 'currentValue'],
    properties: {
      companyId: { type: 'string' },
      projectId: { type: 'string' },
      currentValue: { type: 'object', required: ['number'], properties: { number: { type: 'string' } } },
    },
  },
  example: {
    companyId: 'acme',
    projectId: 'website',
    currentValue: { number: '2026-0117', total: 1450.5, currency: 'EUR' },
  },
  deprecated: false,
} satisfies EventTypeInput;

const name = 'invoice.paid';
const view = {
  name,
  ...input,
  version: 1,
  builtIn: false,
  updatedAt: '2026-01-07T09:30:00.000Z',
} satisfies EventTypeView;

const document = {
  openapi: '3.1.0',
  info: { title: 'Invoices', version: '7' },
  webhooks: {
    [name]: {
      post: {
        summary: 'Invoice paid',
        description: 'An invoice was paid in full.',
        tags: ['Invoice'],
        requestBody: { content: { 'application/json': { schema: input.schema, example: input.example } } },
      },
    },
  },
};

/** By operation id: see `openapi-examples.ts`. */
export const eventTypeExamples = {
  listEventTypes: { answer: { items: [view], nextCursor: null } satisfies EventTypeListView },
  getEventType: { answer: view },
  putEventType: { request: input, answer: view },
  importEventTypes: {
    request: [{ name, ...input }] satisfies EventTypeImport,
    furtherRequests: { 'an OpenAPI document': document satisfies EventTypeImport },
    answer: {
      dryRun: false,
      added: [name],
      changed: [],
      unchanged: [],
    } satisfies ImportResultView,
  },
};
