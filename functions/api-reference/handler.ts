import { bundledFiles, gzip } from '../adapters/bundled-files.ts';
import { referencePage } from './answer-file.ts';

export const handler = referencePage({ files: bundledFiles(`${import.meta.dirname}/page`), gzip });
