import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memberWords } from '../../../console/src/audit-log/member-words.ts';
import { fieldWords } from '../../../console/src/catalog/field-labels.ts';
import { groupWords } from '../../../console/src/catalog/group-words.ts';
import { defaultNouns } from '../../../console/src/language/nouns.ts';
import { readNouns } from '../../../console/src/language/read-nouns.ts';
import * as domain from '../../../functions/domain/nouns.ts';
import { renamedNouns } from '../../support/renamed-nouns.ts';

const source = resolve(import.meta.dirname, '../../../console/src');

describe('the nouns', () => {
  it('are those of the sentences that the API writes, unless the operator gave others', () => {
    expect(defaultNouns).toEqual(domain.defaultNouns);
    for (const config of [undefined, null, 'x', {}, { en: {}, ru: null }]) {
      expect(readNouns(config)).toEqual(defaultNouns);
    }
    expect(readNouns(renamedNouns)).toEqual(renamedNouns);
  });

  it('are ours where the operator’s are not whole', () => {
    const { nominative, genitive } = renamedNouns.ru.company;
    const config = {
      en: { company: renamedNouns.en.company, project: ['workspace'] },
      ru: { company: { nominative, genitive } },
    };
    expect(readNouns(config)).toEqual({
      en: { ...defaultNouns.en, company: renamedNouns.en.company },
      ru: defaultNouns.ru,
    });
  });
});

describe('words with the operator’s nouns', () => {
  const nouns = readNouns(renamedNouns);

  it('are labels of fields, of groups of events, and of members of what was changed', () => {
    const { en, ru } = fieldWords(nouns);
    const fields = ['companyId', 'project', 'recordId', 'status'];
    expect(fields.map(field => en[field])).toEqual(['Organization', 'Workspace', 'Card', 'Status']);
    expect(fields.map(field => ru[field])).toEqual(['Организация', 'Пространство', 'Карточка', 'Статус']);
    expect([groupWords(nouns).en.Record, groupWords(nouns).ru.Record]).toEqual(['Card', 'Карточки']);
    const members = memberWords(nouns);
    expect([members.en.companies, members.en.exceptProjectIds]).toEqual([
      'Organizations',
      'Workspaces left out',
    ]);
    expect([members.ru.companies, members.ru.exceptProjectIds]).toEqual([
      'Организации',
      'Пространства, кроме',
    ]);
  });

  it('are all Russian words of the console: none has a noun of ours written out', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      name => /\.tsx?$/.test(name) && name !== join('language', 'nouns.ts'),
    );
    const written = files.flatMap(name =>
      readFileSync(join(source, name), 'utf8')
        .split('\n')
        // Of "запись" without "записывается", which is something else. Where a phrase is Russian, its English stands beside it.
        .filter(
          line => /компани|проект|запис(?:ь|и|ей|ям|ями|ях)(?![а-я])/i.test(line) && !/^\s*[/*]/.test(line),
        )
        .map(line => `${name}: ${line.trim()}`),
    );
    expect(written).toEqual([]);
  });
});
