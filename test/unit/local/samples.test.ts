import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { builtInEventTypes } from '../../../functions/domain/event-types/built-in-event-types.ts';
import { directoryInputSchema } from '../../../functions/domain/wire/directory-schema.ts';
import { eventToPublishSchema } from '../../../functions/domain/wire/publish-schema.ts';
import { webhookInputSchema } from '../../../functions/domain/wire/webhook-schema.ts';
import { sampleEvent } from '../../../local/samples/sample-events.ts';
import { sampleCompanies, sampleDirectory } from '../../../local/samples/sample-names.ts';
import { sampleWebhooks } from '../../../local/samples/sample-webhooks.ts';

const now = Date.UTC(2026, 0, 31, 12);
/** Enough for every project to see each step of a record's life. */
const events = Array.from({ length: 110 }, (_, number) => sampleEvent(number, now));
const named = sampleCompanies.flatMap(({ id, projects }) => projects.map(project => `${id}/${project.id}`));

describe('sample events', () => {
  it('are what the API takes, and fit the catalog', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = new Map(
      [...builtInEventTypes].map(([name, { schema }]) => [name, ajv.compile(schema)] as const),
    );
    for (const event of events) {
      expect(eventToPublishSchema.safeParse(event).error).toBeUndefined();
      const check = validate.get(event.type);
      expect(check?.(event.data), `${event.type}: ${JSON.stringify(check?.errors)}`).toBe(true);
      expect(() => parseEvent(JSON.stringify({ detail: event.data }))).not.toThrow();
    }
  });

  it('are of every project, and of eleven moments in the life of a record in each', () => {
    const moments = new Map(
      named.map(place => [
        place,
        events.filter(({ data }) => `${data.companyId}/${data.projectId}` === place),
      ]),
    );
    for (const [place, of] of moments) {
      expect([place, new Set(of.map(({ type }) => type)).size]).toEqual([place, 9]);
    }
  });

  it('are the same for the same number, and other ones at once in other projects', () => {
    expect(sampleEvent(7, now)).toEqual(sampleEvent(7, now));
    expect(new Set(events.slice(0, named.length).map(({ type }) => type)).size).toBeGreaterThan(2);
  });

  it('follow one another: each begins where the one before has ended', () => {
    const ofOne = events.filter(({ data }) => data.recordId === events[0]?.data.recordId);
    const titles = ofOne.map(({ type, data }) => [type, data.previousValue === null]);
    expect(titles[0]).toEqual(['TODO_CREATED', true]);
    const due = ofOne.find(({ type }) => type === 'TODO_DUE_DATE_UPDATED');
    expect(due?.data.previousValue).toMatchObject({
      duedAt: '2026-02-03T12:00:00.000Z',
      todoListId: 'list-doing',
    });
    expect(due?.data.currentValue).toMatchObject({
      duedAt: '2026-02-07T12:00:00.000Z',
      todoListId: 'list-doing',
    });
    expect(ofOne.at(-1)).toMatchObject({
      type: 'TODO_DONE_STATUS_UPDATED',
      data: { previousValue: { done: false }, currentValue: { done: true, todoListId: 'list-done' } },
    });
  });
});

it('names everything that the sample events are about', () => {
  const { upsert = [] } = directoryInputSchema.parse({ upsert: sampleDirectory() });
  const ids = new Set(upsert.map(({ companyId, kind, id }) => `${companyId} ${kind} ${id}`));
  for (const { data } of events) {
    expect(ids).toContain(`${data.companyId} project ${data.projectId}`);
    expect(ids).toContain(`${data.companyId} person ${data.actorId}`);
  }
});

it('makes webhooks that the API takes', () => {
  for (const webhook of sampleWebhooks('http://127.0.0.1:4012')) {
    expect(webhookInputSchema.safeParse(webhook).error).toBeUndefined();
  }
});
