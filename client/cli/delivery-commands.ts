import { outcomeOf } from './attempt-text.ts';
import type { Command } from './command.ts';
import { searchOf, searchOptions } from './delivery-search.ts';
import { oneOf, optional, word } from './options.ts';
import { facts, shortened, table } from './output.ts';
import { collect, cursorOption, limitOption } from './pages.ts';

const id = word('deliveryId', 'id of a delivery');
const statusOption = optional(
  'status',
  'STATUS',
  'pending, delivered, failed or held',
  oneOf(['pending', 'delivered', 'failed', 'held']),
);

export const deliveryCommands: readonly Command[] = [
  {
    name: 'deliveries list',
    summary: 'Deliveries of a webhook, of an event or of a record, newest first.',
    options: [...searchOptions, statusOption, limitOption, cursorOption],
    examples: [
      'deliveries list --webhook whk_01 --status failed',
      'deliveries list --company acme --record r1 --json',
    ],
    async run({ values, output, api }) {
      const search = { ...searchOf(values), status: values.get(statusOption) };
      const client = await api();
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.searchDeliveries({ ...search, ...page }), extent);
      output.result(found, () =>
        table(
          ['id', 'event type', 'status', 'created', 'attempts', 'last answer'],
          found.items.map(({ id, eventType, status, createdAt, attempts }) => {
            const last = attempts.at(-1);
            const answer = last === undefined ? undefined : outcomeOf(last);
            return [id, eventType, status, createdAt, attempts.length, answer];
          }),
        ),
      );
      output.more(found);
      return 0;
    },
  },
  {
    name: 'deliveries get',
    summary: 'A delivery with its attempts and its event.',
    words: [id],
    examples: ['deliveries get <deliveryId>', 'deliveries get <deliveryId> --json'],
    async run({ values, output, api }) {
      const delivery = await (await api()).getDelivery({ id: values.get(id) });
      const { event } = delivery;
      output.result(delivery, () => [
        ...facts([
          ['id', delivery.id],
          ['webhook', delivery.webhookId],
          ['event', `${delivery.eventType} ${delivery.eventId}`],
          ['status', delivery.status],
          ['created', delivery.createdAt],
          ['run', delivery.run],
          ['data', event === null ? 'not kept' : JSON.stringify(event.data)],
        ]),
        '',
        ...table(
          ['at', 'run', 'answer', 'ms', 'said'],
          delivery.attempts.map(attempt => [
            attempt.at,
            attempt.run,
            outcomeOf(attempt),
            attempt.durationMs,
            shortened(attempt.errorDetail ?? attempt.responseBody),
          ]),
        ),
      ]);
      return 0;
    },
  },
];
