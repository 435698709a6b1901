import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resourceFileName } from '../../local/resources/registry.ts';
import { synthesize, synthesizeConsole } from './synthesized-template.ts';

const folder = new URL('../../local/resources/', import.meta.url);
const service = synthesize({
  noticeSender: 'notices@example.com',
  producerAccounts: ['111122223333'],
  apiDomain: 'hooks.example.com',
  apiCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c',
});
const types = [service, synthesizeConsole()].flatMap(template => {
  const { Resources }: { Resources: Record<string, { Type: string }> } = JSON.parse(
    JSON.stringify(template.toJSON()),
  );
  return Object.values(Resources).map(({ Type }) => Type);
});

test.each([...new Set(types)].sort())('the local run has a file for %s', type => {
  expect(readdirSync(folder)).toContain(resourceFileName(type));
});
