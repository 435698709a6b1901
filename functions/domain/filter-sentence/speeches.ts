import type { Nouns } from '../nouns.ts';
import type { PortalLanguage } from '../portal.ts';
import { english } from './english.ts';
import { russian } from './russian.ts';
import type { Speech } from './speech.ts';

/** @param nouns what the operator calls companies, projects and records */
export function speechIn(language: PortalLanguage, nouns: Nouns): Speech {
  return language === 'en' ? english(nouns.en) : russian(nouns.ru);
}
