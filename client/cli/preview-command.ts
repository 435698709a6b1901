import { isObject } from '../../event-contract/exact-json.ts';
import type { Preview, PreviewFilterRequest, Verdict, WhyWebhookRequest } from '../api/client.ts';
import { UsageError } from '../local-run.ts';
import { parseObjects } from '../publish/event-entries.ts';
import type { Command } from './command.ts';
import { bodyOf, readText } from './input.ts';
import { oneOf, optional, required, word } from './options.ts';
import { facts, table } from './output.ts';
import { filterOf, filterOptions } from './webhook-input.ts';

const tryOption = optional(
  'try',
  'FILE',
  'up to 20 events {"type","data"} to try it on: a JSON object, an array, or one on each line; "-" for standard input',
);

const languageOption = optional(
  'language',
  'LANGUAGE',
  'of the sentences: en or ru (default: en)',
  oneOf(['en', 'ru']),
);

function verdictText({ matches, misses }: Verdict): string {
  if (matches) return 'wanted';
  return `not wanted: ${misses.map(({ pointer, detail }) => `${detail} (${pointer})`).join(' ')}`;
}

/** Lines of their own below others. */
function group(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function previewLines({ sentence, pattern, residual, events, recent, volume }: Preview): string[] {
  const left = residual.map(({ pointer, detail }) => [pointer, detail] as const);
  return [
    ...(volume === null ? [sentence] : [sentence, volume.sentence]),
    '',
    `pattern  ${JSON.stringify(pattern)}`,
    ...group(left.length === 0 ? [] : table(['checked before each call', 'because'], left)),
    ...group(events.map((verdict, i) => `event ${i}: ${verdictText(verdict)}`)),
    ...group(
      (recent ?? []).map(one => `${one.event.time} ${one.event.type} ${one.event.id}: ${verdictText(one)}`),
    ),
  ];
}

export const previewCommand: Command = {
  name: 'preview',
  summary: 'What a filter comes to, and which events it wants, without making a webhook.',
  notes: ['Exit code 1 when it does not want one of the events.'],
  options: [...filterOptions, tryOption, languageOption],
  examples: ["preview --events TODO_MOVED --in 'acme:*'", 'preview --filter @filter.json --try events.json'],
  async run({ values, output, world, api }) {
    const filter = await filterOf(values, world);
    if (filter === undefined) throw new UsageError('which filter? Give --events and --in, or --filter');
    const file = values.get(tryOption);
    const events = file === undefined ? [] : parseObjects(await readText(file, world));
    if (!events.every(isObject)) throw new UsageError('--try: each event is a JSON object');
    const client = await api();
    const body = bodyOf<PreviewFilterRequest['body']>({
      filter,
      events,
      language: values.get(languageOption) ?? 'en',
    });
    const preview = await client.previewFilter({ body });
    output.result(preview, () => previewLines(preview));
    return preview.events.every(({ matches }) => matches) ? 0 : 1;
  },
};

const webhook = word('webhookId', 'id of a webhook');
const eventOption = required('event', 'ID', 'id of an event, as publishing gives it');

export const whyCommand: Command = {
  name: 'why',
  summary: 'Why a webhook has, or has not, got an event.',
  words: [webhook],
  options: [eventOption],
  examples: ['why whk_01 --event 7bf73129-1428-4cd3-a780-95db273d1602'],
  async run({ values, output, api }) {
    const request: WhyWebhookRequest = { id: values.get(webhook), eventId: values.get(eventOption) };
    const why = await (await api()).whyWebhook(request);
    output.result(why, () =>
      facts([
        ['event', why.eventId],
        ['outcome', why.outcome],
        ['because', why.detail],
        ['delivery', why.deliveryId],
        ['filter', why.verdict === null ? undefined : verdictText(why.verdict)],
      ]),
    );
    return 0;
  },
};
