import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeProperties } from '../../lib/complete-properties.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { resourcesOf, synthesize, synthesizeConsole } from './synthesized-template.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
const template = synthesize({
  noticeSender: 'notices@example.com',
  apiDomain: 'hooks.example.com',
  apiCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c',
});
const console = synthesizeConsole({
  consoleDomain: 'webhooks.example.com',
  consoleCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c',
});

/** Names in backticks in the rows of the table below a header. */
function namesInTable(header: string, columns: RegExp): string[] {
  const [, table = ''] = text.split(header);
  const [rows = ''] = table.split('\n\n');
  return rows
    .split('\n')
    .flatMap(row => [...(columns.exec(row)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

test('docs/deploy.md names every output', () => {
  const named = namesInTable('| output | what |', /^\| ([^|]+) \|/);
  expect(named.sort()).toEqual([template, console].flatMap(of => Object.keys(of.findOutputs('*'))).sort());
});

test('docs/deploy.md names all that stays after destroying', () => {
  const resources: Record<string, { Type: string; DeletionPolicy?: string }> = template.toJSON().Resources;
  const retained = Object.entries(resources).filter(
    ([, { DeletionPolicy, Type }]) => DeletionPolicy === 'Retain' && Type !== 'AWS::S3::BucketPolicy',
  );
  const named = namesInTable('| what stays | logical ids |', /^\|[^|]+\| ([^|]+) \|/);
  expect(named.sort()).toEqual(retained.map(([id]) => id).sort());
});

test('docs/deploy.md counts the alarms', () => {
  const alarms = resourcesOf(synthesize(), 'AWS::CloudWatch::Alarm');
  expect(text).toContain(`| ${Object.keys(alarms).length} alarms |`);
});

test('docs/deploy.md names scripts and properties that there are', () => {
  const scripts = [...text.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map(([, name]) => name);
  expect(scripts.filter(name => name !== undefined && !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  const properties = [...text.matchAll(/finehook:([a-zA-Z]+)/g)].map(([, name = '']) => name);
  expect(properties.filter(name => !Object.hasOwn(completeProperties('docs', {}), name))).toEqual([]);
});

test('docs/deploy.md adds up', () => {
  const [, busy = '', quiet = ''] =
    /\| \*\*sum\*\* \| \| \*\*\$([\d.]+)\*\* \| \*\*\$([\d.]+)\*\* \|/.exec(text) ?? [];
  const cents = (column: RegExp, part: string) =>
    [...part.matchAll(column)].reduce((sum, [, amount]) => sum + Math.round(Number(amount) * 100), 0);
  const [, perMillion = ''] = text.split('| what | price | busy | quiet |');
  const [rows = ''] = perMillion.split('| **sum**');
  expect(cents(/\$([\d.]+) \| [^|\n]+\|$/gm, rows)).toBe(Math.round(Number(busy) * 100));
  expect(cents(/\$([\d.]+) \|$/gm, rows)).toBe(Math.round(Number(quiet) * 100));
  const [, idle = ''] = text.split('| what | arithmetic | sum |');
  const [idleRows = '', rest = ''] = idle.split('| **sum**');
  expect(cents(/\$([\d.]+) \|$/gm, idleRows)).toBe(Math.round(Number(/\$([\d.]+)/.exec(rest)?.[1]) * 100));
});
