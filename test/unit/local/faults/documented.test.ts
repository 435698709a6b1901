import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { faultKindNames, faultKinds } from '../../../../local/faults/fault-kinds.ts';

const rows = readFileSync('docs/reliability.md', 'utf8').split('\n');

it.each(faultKindNames)('docs/reliability.md says what %s does, and how often', kind => {
  const { rate, of, what } = faultKinds[kind];
  expect(rows).toContain(`| \`${kind}\` | ${rate} of ${of} | ${what} |`);
});
