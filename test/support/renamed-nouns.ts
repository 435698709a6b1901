import type { FinehookProperties } from '../../lib/properties.ts';

/** As Blue has them, but for a record, which it calls so too. */
export const renamedNouns = {
  en: {
    company: ['organization', 'organizations'],
    project: ['workspace', 'workspaces'],
    record: ['card', 'cards'],
  },
  ru: {
    company: {
      nominative: ['организация', 'организации'],
      genitive: ['организации', 'организаций'],
      prepositional: ['организации', 'организациях'],
    },
    project: {
      nominative: ['пространство', 'пространства'],
      genitive: ['пространства', 'пространств'],
      prepositional: ['пространстве', 'пространствах'],
    },
    record: {
      nominative: ['карточка', 'карточки'],
      genitive: ['карточки', 'карточек'],
      prepositional: ['карточке', 'карточках'],
    },
  },
} as const satisfies FinehookProperties['nouns'];
