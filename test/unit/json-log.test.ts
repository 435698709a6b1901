import { expect, it } from 'vitest';
import { jsonLog } from '../../functions/adapters/json-log.ts';

function lineOf(text: string): string {
  const lines: string[] = [];
  jsonLog(line => lines.push(line)).warn('said', { text });
  return lines.join('\n');
}

it.each([
  ['\n{"level":"error"}', '\\n{\\"level\\":\\"error\\"}'],
  ['\u001b[2J', '\\u001b[2J'],
  ['\u007f\u009b2J', '\\u007f\\u009b2J'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u202e\u2066\u200f\u061c\ufeff', '\\u202e\\u2066\\u200f\\u061c\\ufeff'],
  ['\ud800', '\\ud800'],
  ['ü 👍', 'ü 👍'],
])('%j goes into a log as %s', (text, written) => {
  const line = lineOf(text);
  expect(line).toBe(`{"text":"${written}","level":"warn","message":"said"}`);
  expect(JSON.parse(line)).toEqual({ text, level: 'warn', message: 'said' });
});
