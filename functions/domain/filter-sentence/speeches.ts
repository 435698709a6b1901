import type { PortalLanguage } from '../portal.ts';
import { english } from './english.ts';
import { russian } from './russian.ts';
import type { Speech } from './speech.ts';

export const speeches: Readonly<Record<PortalLanguage, Speech>> = { en: english, ru: russian };
