import type { LocalizedText } from '../../../../functions/domain/event-types/event-type.ts';
import type { SentenceNames } from '../../../../functions/domain/filter-sentence/sentence-names.ts';
import { defaultNouns } from '../../../../functions/domain/nouns.ts';
import sentences from '../../../fixtures/filters/sentences.json' with { type: 'json' };

const titles = new Map<string, LocalizedText>(Object.entries(sentences.titles));

/** What the sentences of the table ask for. */
export const names: SentenceNames = {
  nameOf: ({ companyId, kind, id }) =>
    sentences.directory.find(thing => thing.companyId === companyId && thing.kind === kind && thing.id === id)
      ?.name,
  titleOf: type => titles.get(type),
  nouns: defaultNouns,
};
