import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { defaultNouns } from '../../../functions/domain/nouns.ts';
import { callFor } from '../../../functions/domain/payload.ts';
import { payloadFormatNames } from '../../../functions/domain/webhook.ts';
import { templateSchema } from '../../../functions/domain/wire/template-schema.ts';
import { credentials, webhookState } from '../../support/webhook-state.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/receivers.md'), 'utf8');

/** The code blocks of a language below a heading of the document. */
function blocks(heading: string, language: string): string[] {
  const section = text.split(/^## /m).find(part => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].flatMap(([, name, block = '']) =>
    name === language ? [block] : [],
  );
}

/** JSON as it goes over the wire: the document shows it over several lines. */
const compact = (block = '') => JSON.stringify(JSON.parse(block));

describe('docs/receivers.md', () => {
  const [detail] = blocks('Formats', 'json');
  const detailText = compact(detail);
  const event = {
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    type: 'TODO_DONE_STATUS_UPDATED',
    source: 'blue',
    time: '2026-01-09T14:05:12Z',
    detail: JSON.parse(detailText),
    detailText,
  };

  it.each(payloadFormatNames)('shows exactly what a receiver of the format %s gets', format => {
    const state = webhookState({ format, name: 'Finished tasks' });
    const { headers, body } = callFor({
      nouns: defaultNouns.en,
      state,
      credentials,
      deliveryId: deliveryId(state.webhook.id, event.id, event.time),
      event,
      nowMs: Date.parse('2026-01-09T14:05:13.000Z'),
      timeoutMs: 10_000,
    });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    expect(blocks(`\`${format}\``, 'http')).toEqual([['POST /in HTTP/1.1', ...lines].join('\n')]);
    expect(blocks(`\`${format}\``, 'json').map(compact)).toEqual([body]);
    expect(text).toContain(`\`${credentials.secrets.map(({ value }) => value).join()}\``);
  });

  it('names every format in its table', () => {
    const [table = ''] = /^\| `format` .*?\n\n/ms.exec(text) ?? [];
    const named = [...table.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    expect(named).toEqual(['format', ...payloadFormatNames]);
  });

  it('shows a template that is taken', () => {
    const [template] = blocks('Messages', 'json');
    const schema = z.strictObject({ template: templateSchema });
    expect(schema.safeParse(JSON.parse(template ?? '')).error).toBeUndefined();
  });
});
