import type { WebhookInput, WebhookPatch } from '../api/client.ts';
import { UsageError } from '../local-run.ts';
import { outcomeOf } from './attempt-text.ts';
import type { Command } from './command.ts';
import { bodyOf, objectOf } from './input.ts';
import { oneOf, optional, word } from './options.ts';
import { facts, table, visible } from './output.ts';
import { collect, cursorOption, limitOption } from './pages.ts';
import { checkWhole, eventOf, setupOptions, webhookInput } from './webhook-input.ts';
import { showWebhook, webhookFacts } from './webhook-text.ts';

const id = word('webhookId', 'id of a webhook, whk_…');
const eventsOption = optional(
  'events',
  'WHAT',
  'hold (default) or drop events meanwhile',
  oneOf(['hold', 'drop']),
);
const typeOption = optional('type', 'TYPE', 'send the example event of this type');
const eventOption = optional('event', 'JSON', 'send {"type","data"} of your own, or @FILE');

export const webhookCommands: readonly Command[] = [
  {
    name: 'webhooks list',
    summary: 'The webhooks that the key reaches, newest first.',
    options: [limitOption, cursorOption],
    examples: ['webhooks list', 'webhooks list --limit 1000 --json'],
    async run({ values, output, api }) {
      const client = await api();
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.listWebhooks(page), extent);
      output.result(found, () =>
        table(
          ['id', 'name', 'status', 'rule', 'url'],
          found.items.map(({ id, name, status, rule, url }) => [id, name, status, rule, url]),
        ),
      );
      output.more(found);
      return 0;
    },
  },
  {
    name: 'webhooks get',
    summary: 'A webhook with its health.',
    words: [id],
    examples: ['webhooks get whk_01'],
    async run({ values, output, api }) {
      const webhook = await (await api()).getWebhook({ id: values.get(id) });
      const { health } = webhook;
      output.result(webhook, () =>
        webhookFacts(
          webhook,
          ['last success', health.lastSuccessAt],
          ['last failure', health.lastFailureAt],
          ['held', `${health.heldCount}${health.hasMoreHeld ? ' and more' : ''}`],
        ),
      );
      return 0;
    },
  },
  {
    name: 'webhooks create',
    summary: 'Make a webhook. Its secret is shown this once.',
    options: setupOptions,
    examples: [
      "webhooks create --name CRM --receiver https://crm.example/in --events TODO_MOVED --in 'acme:*'",
      'webhooks create --file webhook.json',
    ],
    async run({ values, output, api, world }) {
      const body = await webhookInput(values, world);
      checkWhole(body);
      const created = await (await api()).createWebhook({ body: bodyOf<WebhookInput>(body) });
      output.result(created, () => webhookFacts(created, ['secret', created.secret]));
      output.note('The secret is shown this once: the receiver verifies calls by it.');
      return 0;
    },
  },
  {
    name: 'webhooks update',
    summary: 'Change what is given, and nothing else.',
    notes: [
      '--file holds a JSON Merge Patch (RFC 7396): null takes a member away. A filter is replaced as a whole.',
    ],
    words: [id],
    options: setupOptions,
    examples: ['webhooks update whk_01 --name "CRM, new"', 'webhooks update whk_01 --file patch.json'],
    async run({ values, output, api, world }) {
      const body = await webhookInput(values, world);
      if (Object.keys(body).length === 0) throw new UsageError('what shall be changed? See --help');
      const updated = await (await api()).updateWebhook({
        id: values.get(id),
        body: bodyOf<WebhookPatch>(body),
      });
      showWebhook(output, updated);
      const { droppedHeaders = [] } = updated;
      if (droppedHeaders.length > 0) {
        output.note(`Sent no longer, for the URL has another origin: ${droppedHeaders.join(', ')}`);
      }
      return 0;
    },
  },
  {
    name: 'webhooks delete',
    summary: 'Delete a webhook. What waits is ended; its past deliveries stay readable.',
    words: [id],
    examples: ['webhooks delete whk_01'],
    async run({ values, output, api }) {
      const webhookId = values.get(id);
      await (await api()).deleteWebhook({ id: webhookId });
      output.result({ deleted: webhookId }, () => [`deleted ${webhookId}`]);
      return 0;
    },
  },
  {
    name: 'webhooks pause',
    summary: 'Stop calling. Events are held meanwhile, or dropped.',
    words: [id],
    options: [eventsOption],
    examples: ['webhooks pause whk_01', 'webhooks pause whk_01 --events drop'],
    async run({ values, output, api }) {
      const events = values.get(eventsOption) ?? 'hold';
      showWebhook(output, await (await api()).pauseWebhook({ id: values.get(id), body: { events } }));
      return 0;
    },
  },
  {
    name: 'webhooks enable',
    summary: 'Check the receiver by a signed call, then go on calling it and release what was held.',
    words: [id],
    examples: ['webhooks enable whk_01'],
    async run({ values, output, api }) {
      showWebhook(output, await (await api()).enableWebhook({ id: values.get(id) }));
      return 0;
    },
  },
  {
    name: 'webhooks test',
    summary:
      'Call the receiver once, and show what it answered. Exit code 0 only for an answer from 200 to 299.',
    words: [id],
    options: [typeOption, eventOption],
    examples: [
      'webhooks test whk_01 --type TODO_MOVED',
      'webhooks test whk_01 --event \'{"type":"TODO_MOVED","data":{"companyId":"acme","projectId":"website"}}\'',
    ],
    async run({ values, output, api, world }) {
      const eventType = values.get(typeOption);
      const own = values.get(eventOption);
      const event = own === undefined ? undefined : eventOf(await objectOf(own, '--event', world));
      if ((eventType === undefined) === (event === undefined))
        throw new UsageError('give --type, or --event');
      const body = {
        ...(eventType === undefined ? {} : { eventType }),
        ...(event === undefined ? {} : { event }),
      };
      const tested = await (await api()).testWebhook({ id: values.get(id), body });
      const { attempt } = tested;
      output.result(tested, () => [
        ...facts([
          ['answer', outcomeOf(attempt)],
          ['took', `${attempt.durationMs} ms`],
          ['fault', attempt.errorDetail],
        ]),
        ...(attempt.responseBody ?? '')
          .split('\n')
          .filter(line => line !== '')
          .map(visible),
      ]);
      return attempt.status !== null && attempt.status >= 200 && attempt.status < 300 ? 0 : 1;
    },
  },
  {
    name: 'webhooks history',
    summary: 'What has happened to a webhook, newest first, also after it was deleted.',
    words: [id],
    options: [limitOption, cursorOption],
    examples: ['webhooks history whk_01'],
    async run({ values, output, api }) {
      const client = await api();
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.listHistory({ id: values.get(id), ...page }), extent);
      output.result(found, () =>
        table(
          ['at', 'change', 'from', 'to', 'reason', 'by'],
          found.items.map(({ at, change, from, to, reason, by }) => [at, change, from, to, reason, by]),
        ),
      );
      output.more(found);
      return 0;
    },
  },
];
