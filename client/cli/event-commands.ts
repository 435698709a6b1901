import { isObject, type JsonObject } from '../../event-contract/exact-json.ts';
import type { EventToPublish, Published } from '../api/client.ts';
import { UsageError } from '../local-run.ts';
import { parseObjects } from '../publish/event-entries.ts';
import { outcomeOf } from './attempt-text.ts';
import type { Command, Values } from './command.ts';
import { batchesOf } from './event-batches.ts';
import { bodyOf, objectOf, readText } from './input.ts';
import { optional, word } from './options.ts';
import { type Output, table } from './output.ts';
import { collect, cursorOption, limitOption } from './pages.ts';
import type { Surroundings } from './surroundings.ts';

const id = word('eventId', 'id of an event, as publishing gives it and deliveries name it');
const typeOption = optional('type', 'TYPE', 'event type, a name of the catalog');
const companyOption = optional('company', 'ID', 'companyId of the event');
const projectOption = optional('project', 'ID', 'projectId');
const dataOption = optional('data', 'JSON', 'further members of its data, or @FILE');
const sourceOption = optional('source', 'SOURCE', 'who publishes it (default: api)');
const fileOption = optional(
  'file',
  'FILE',
  'events {"type","data","source"?,"time"?} instead: a JSON object, an array, or one on each line; "-" for standard input',
);
const groupOption = optional('group', 'GROUP', 'of this group only');

async function eventsOf({ get }: Values, world: Surroundings): Promise<JsonObject[]> {
  const [type, company, project] = [get(typeOption), get(companyOption), get(projectOption)];
  const [data, source, file] = [get(dataOption), get(sourceOption), get(fileOption)];
  if (file !== undefined) {
    if ([type, company, project, data, source].some(value => value !== undefined)) {
      throw new UsageError('--file and the flags of one event exclude each other');
    }
    return parseObjects(await readText(file, world)).map((event, i) => {
      if (!isObject(event)) throw new UsageError(`event ${i} is no JSON object`);
      return event;
    });
  }
  if (type === undefined || company === undefined || project === undefined) {
    throw new UsageError('--type, --company and --project are needed, or --file; see --help');
  }
  const further = data === undefined ? {} : await objectOf(data, '--data', world);
  const whole = {
    previousValue: null,
    currentValue: null,
    ...further,
    companyId: company,
    projectId: project,
  };
  return [{ type, data: whole, ...(source === undefined ? {} : { source }) }];
}

function showPublished(output: Output, items: Published['items']): void {
  const failed = items.filter(({ status }) => status === 'failed').length;
  output.result({ failed, items }, () =>
    items.flatMap(item => (item.status === 'accepted' ? [item.id] : [])),
  );
  for (const [i, item] of items.entries()) {
    if (item.status === 'failed') output.note(`event ${i} has failed: ${item.code}: ${item.detail}`);
  }
}

export const eventCommands: readonly Command[] = [
  {
    name: 'events publish',
    summary: 'Publish events through the API, for which a key with the role publisher is enough.',
    notes: [
      'Prints an event id per line. Many go in several requests; one that is refused as a whole ends it, after the ids of those before were printed. Which single events failed is said on standard error by their index from 0.',
    ],
    options: [typeOption, companyOption, projectOption, dataOption, sourceOption, fileOption],
    examples: [
      'events publish --type TODO_MOVED --company acme --project website',
      'events publish --file events.jsonl',
    ],
    async run({ values, output, api, world }) {
      const events = await eventsOf(values, world);
      const client = await api();
      const items: Published['items'][number][] = [];
      try {
        for (const batch of batchesOf(events)) {
          const published = await client.publishEvents({ body: batch.map(bodyOf<EventToPublish>) });
          items.push(...published.items);
          if (events.length > batch.length) output.note(`${items.length} of ${events.length}`);
        }
      } finally {
        // Also before a refusal: what is published already must not be published again.
        if (items.length > 0 || events.length === 0) showPublished(output, items);
      }
      return items.every(({ status }) => status === 'accepted') ? 0 : 1;
    },
  },
  {
    name: 'events types',
    summary: 'The event types of the catalog.',
    options: [groupOption, limitOption, cursorOption],
    examples: ['events types', 'events types --limit 1000 --json'],
    async run({ values, output, api }) {
      const client = await api();
      const group = values.get(groupOption);
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.listEventTypes({ group, ...page }), extent);
      output.result(found, () =>
        table(
          ['name', 'group', 'title', 'deprecated'],
          found.items.map(({ name, group, title, deprecated }) => [name, group, title.en, deprecated]),
        ),
      );
      output.more(found);
      return 0;
    },
  },
  {
    name: 'events trace',
    summary: 'Which webhooks an event has reached, and what became of it there.',
    words: [id],
    examples: ['events trace 7bf73129-1428-4cd3-a780-95db273d1602'],
    async run({ values, output, api }) {
      const trace = await (await api()).traceEvent({ id: values.get(id) });
      const rows = trace.webhooks.flatMap(webhook =>
        webhook.deliveries.map(({ id, status, createdAt, attempts }) => {
          const last = attempts.at(-1);
          const answer = last === undefined ? undefined : outcomeOf(last);
          return [webhook.id, webhook.name, id, status, createdAt, attempts.length, answer];
        }),
      );
      output.result(trace, () =>
        table(['webhook', 'name', 'delivery', 'status', 'created', 'attempts', 'last answer'], rows),
      );
      if (trace.hasMore) output.note('There are more deliveries than were looked at.');
      return 0;
    },
  },
];
