import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { detailText } from '../../../event-contract/event-detail.ts';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/publishing.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].flatMap(([, name, block = '']) =>
    name === language ? [block] : [],
  );
const [eventText = '', changesText = '', conditionText = ''] = blocks('json');
const eventSchema = z.object({ data: z.record(z.string(), z.unknown()) });

it('the event of docs/publishing.md is one, and gets the changes that it shows', async () => {
  const api = new MemoryApi();
  expect((await api.send('POST', '/v1/events', eventText)).status).toBe(202);
  const { data } = eventSchema.parse(JSON.parse(eventText));
  expect(JSON.parse(detailText(data))).toEqual({ ...data, ...JSON.parse(changesText) });
});

it('the condition of docs/publishing.md matches it', () => {
  const { data } = eventSchema.parse(JSON.parse(eventText));
  const { pattern } = z.object({ pattern: z.unknown() }).parse(JSON.parse(conditionText));
  expect(matches(parsePattern(JSON.stringify(pattern)), parseEvent(detailText(data)))).toBe(true);
});

it('the command of docs/publishing.md publishes two events', async () => {
  const [, body = ''] = /-d '(\[[\s\S]*?\])'/.exec(blocks('sh').join('\n')) ?? [];
  const answer = await new MemoryApi().send('POST', '/v1/events', body);
  expect([answer.status, answer.body.failed, answer.body.items.length]).toEqual([202, 0, 2]);
});
