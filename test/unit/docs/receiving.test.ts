import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { exampleDetail } from '../../../functions/domain/event-examples/event-examples.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const repository = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const text = read('docs/receiving.md');

function block(heading: string): string {
  const section = text.split(/^### /m).find(part => part.startsWith(`${heading}\n`)) ?? '';
  return /^```\w+\n([\s\S]*?\n)```$/m.exec(section)?.[1] ?? '';
}

it.each([
  ['Node.js, TypeScript', 'ts'],
  ['Python', 'py'],
  ['Go', 'go'],
  ['PHP', 'php'],
])('the sample for %s is the one that is run', (heading, extension) => {
  expect(block(heading)).toBe(read(`examples/receivers/verify.${extension}`));
});

/** Whether the webhook of the document gets an event, by the rule that the API makes of it. */
async function createdFrom(heading: string) {
  const api = new MemoryApi();
  api.grants.give('globex', 'acme');
  const { status, body } = await api.send('POST', '/v1/webhooks', block(heading));
  const [rule] = api.rules.rules.values();
  const pattern = parsePattern(rule?.pattern ?? '');
  return {
    status,
    format: body.format,
    gets: (type: string, place: { companyId: string; projectId: string }, changes: object = {}) => {
      const detail = { ...Object(exampleDetail(type, place)), ...changes };
      return matches(pattern, parseEvent(JSON.stringify({ source: 'blue', 'detail-type': type, detail })));
    },
  };
}

describe('the uses', () => {
  const sales = { companyId: 'acme', projectId: 'sales' };
  const website = { companyId: 'acme', projectId: 'website' };
  const moved = (to: string) => ({ changes: { todoListId: { from: 'list-doing', to } } });
  const due = (direction: string) => ({ changes: { duedAt: { from: 'a', to: 'b', direction } } });

  const fields = (budget: number, effort: number) => {
    const to = [
      { name: 'Budget', value: budget },
      { name: 'Effort', value: effort },
    ];
    return { changes: { customFields: { from: [], to } } };
  };

  it('Keep a CRM up to date', async () => {
    const { status, format, gets } = await createdFrom('Keep a CRM up to date');
    expect([status, format]).toEqual([201, 'standard']);
    expect(gets('TODO_MOVED', sales, moved('list-won'))).toBe(true);
    expect(gets('TODO_MOVED', sales, moved('list-lost'))).toBe(false);
    expect(gets('TODO_MOVED', website, moved('list-won'))).toBe(false);
    expect(gets('TODO_CUSTOM_FIELD_UPDATED', sales, fields(10_000, 1))).toBe(true);
    expect(gets('TODO_CUSTOM_FIELD_UPDATED', sales, fields(9_999, 20_000))).toBe(false);
  });

  it('Alerts to a chat', async () => {
    const { status, format, gets } = await createdFrom('Alerts to a chat');
    expect([status, format]).toEqual([201, 'slack']);
    expect(gets('TODO_DUE_DATE_UPDATED', website, due('later'))).toBe(true);
    expect(gets('TODO_DUE_DATE_UPDATED', website, due('earlier'))).toBe(false);
    expect(gets('TODO_DUE_DATE_UPDATED', sales, due('later'))).toBe(false);
    expect(gets('TODO_MOVED', website, due('later'))).toBe(false);
  });

  it('Feed a warehouse', async () => {
    const { status, format, gets } = await createdFrom('Feed a warehouse');
    expect([status, format]).toEqual([201, 'cloudevents']);
    expect(gets('TAG_CREATED', { companyId: 'globex', projectId: 'p9' })).toBe(true);
    expect(gets('TAG_CREATED', sales)).toBe(true);
    expect(gets('TAG_CREATED', { companyId: 'initech', projectId: 'p9' })).toBe(false);
  });
});
