import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resourceFileName } from '../../local/resources/registry.ts';
import { synthesize } from './synthesized-template.ts';

const folder = new URL('../../local/resources/', import.meta.url);
const { Resources }: { Resources: Record<string, { Type: string }> } = JSON.parse(
  JSON.stringify(
    synthesize({
      noticeSender: 'notices@example.com',
      producerAccounts: ['111122223333'],
      apiDomain: 'hooks.example.com',
      apiCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c',
    }).toJSON(),
  ),
);
const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))].sort();

test.each(types)('the local run has a file for %s', type => {
  expect(readdirSync(folder)).toContain(resourceFileName(type));
});
