import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resourceFileName } from '../../local/resources/registry.ts';
import { synthesize } from './synthesized-template.ts';

const folder = new URL('../../local/resources/', import.meta.url);
const { Resources }: { Resources: Record<string, { Type: string }> } = JSON.parse(
  JSON.stringify(synthesize({ noticeSender: 'notices@example.com' }).toJSON()),
);
const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))].sort();

test.each(types)('the local run has a file for %s', type => {
  expect(readdirSync(folder)).toContain(resourceFileName(type));
});
