import type { Template } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { readNouns } from '../../functions/domain/wire/nouns-schema.ts';
import { completeProperties } from '../../lib/complete-properties.ts';
import { propertiesFromContext } from '../../lib/context-properties.ts';
import { renamedNouns } from '../support/renamed-nouns.ts';
import { consoleConfig, functionOf, synthesize } from './synthesized-template.ts';

const read = (context: unknown) => {
  const app = new App({ context: { 'finehook:nouns': context } });
  return completeProperties('App/Webhooks', propertiesFromContext(app.node)).nouns;
};

/** What is to be given instead. */
function advice(nouns: unknown): string {
  const start = `App/Webhooks: nouns is ${JSON.stringify(nouns)}; give `;
  try {
    read(JSON.stringify(nouns));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    expect(message.slice(0, start.length)).toBe(start);
    return message.slice(start.length);
  }
  return 'nothing else';
}

const each = "each of 1 to 30 letters, digits, spaces and . ' ’ -";
const englishForms = `one and several, such as ["organization","organizations"], ${each}`;
const genitive = `one and several, such as ["организации","организаций"], ${each}`;
const { nominative, prepositional } = renamedNouns.ru.company;
const full = ['я'.repeat(30), 'ж'.repeat(30)] as const;
const short = ['Fach', 'Fächer'] as const;

describe('the property', () => {
  it.each([
    {},
    { en: {}, ru: {} },
    renamedNouns,
    { en: { record: ['work item', 'work items'] } },
    { en: { record: ['x', "x's"] }, ru: { record: renamedNouns.ru.record } },
    { en: { company: full }, ru: { company: { nominative: full, genitive: short, prepositional: short } } },
  ])('takes %j', nouns => {
    expect(read(JSON.stringify(nouns))).toEqual(nouns);
    // The functions take what passed here.
    readNouns(JSON.stringify(nouns));
  });

  it('is an object in cdk.json, and an empty text is none', () => {
    expect(read(renamedNouns)).toEqual(renamedNouns);
    expect(read('')).toEqual({});
  });

  it.each([
    [
      { ru: { company: { nominative, prepositional } } },
      `nouns.ru.company.genitive, which is missing: ${genitive}`,
    ],
    [
      { ru: { company: { nominative, genitive: ['организации'], prepositional } } },
      `nouns.ru.company.genitive: ${genitive}`,
    ],
    [{ en: { company: ['organization'] } }, `nouns.en.company: ${englishForms}`],
    [{ en: { company: 'organization' } }, `nouns.en.company: ${englishForms}`],
    ...['', ' x', 'x ', '-x', '<b>', 'a*b', 'a\nb', 'a\u202eb', 'x'.repeat(31), 7].map(
      (form): [unknown, string] => [{ en: { record: ['x', form] } }, `nouns.en.record: ${englishForms}`],
    ),
    [{ en: { task: short } }, 'nouns.en without "task": it has any of company, project, record'],
    [{ de: { company: short } }, 'nouns without "de": it has any of en, ru'],
    [{ en: [] }, 'nouns.en: an object with any of company, project, record'],
    [[], 'nouns: an object with any of en, ru'],
    [
      { ru: { record: { ...renamedNouns.ru.record, dative: short } } },
      'nouns.ru.record without "dative": it has any of nominative, genitive, prepositional',
    ],
    [
      { en: { company: [], project: [] } },
      `nouns.en.company: ${englishForms}, and nouns.en.project: ${englishForms}`,
    ],
  ])('refuses %j', (nouns, expected) => {
    expect(advice(nouns).split('; ')[0]).toBe(expected);
  });

  it('refuses a text that is no JSON', () => {
    expect(() => read('organization')).toThrow(
      'CDK context: finehook:nouns is organization, which is not JSON: ',
    );
  });
});

const longest = (count: number) => ['я'.repeat(count), 'ж'.repeat(count)] as const;
const cases = (count: number) => ({
  nominative: longest(count),
  genitive: longest(count),
  prepositional: longest(count),
});
const allOf = (count: number) => ({
  en: { company: longest(count), project: longest(count), record: longest(count) },
  ru: { company: cases(count), project: cases(count), record: cases(count) },
});

const noticeSender = 'notices@example.com';
/** As long as they may be. */
const nouns = allOf(25);
const plain = synthesize({ noticeSender });
const renamed = synthesize({ noticeSender, nouns });

type Variables = Readonly<Record<string, unknown>>;

function variablesOf(template: Template, name: string): Variables {
  const { properties } = functionOf(template, name);
  const { Variables = {} }: { Variables?: Variables } = properties.Environment ?? {};
  return Variables;
}

describe.each(['api', 'delivery-worker', 'notifier'])('the environment of %s', name => {
  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  const limit = 4_096;

  /** As long as what stands for a name or an ARN of a resource gets. */
  const resolved = 140;

  it('has no nouns unless the operator gave some, and room for the longest ones', () => {
    expect(Object.keys(variablesOf(plain, name))).not.toContain('NOUNS');
    const variables = variablesOf(renamed, name);
    expect(variables.NOUNS).toBe(JSON.stringify(nouns));
    const sizes = Object.entries(variables).map(
      ([key, value]) => key.length + (typeof value === 'string' ? Buffer.byteLength(value) : resolved),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limit);
  });
});

it('nouns that would not leave that room are refused', () => {
  const bytes = Buffer.byteLength(JSON.stringify(nouns));
  expect(bytes).toBe(1_495);
  expect(advice(allOf(26))).toBe('shorter ones, 1500 bytes of JSON at most');
});

describe('what the console reads', () => {
  it('are the nouns beside its name, logo and colour', () => {
    expect(consoleConfig()).toEqual({ name: 'Webhooks', logo: null, color: null, nouns: {} });
    const consoleLogo = 'https://static.example.com/logo.svg';
    expect(
      consoleConfig({ consoleName: 'Hooks', consoleLogo, consoleColor: '#0055ff', nouns: renamedNouns }),
    ).toEqual({ name: 'Hooks', logo: consoleLogo, color: '#0055ff', nouns: renamedNouns });
  });
});
