import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generatedFiles } from '../../../../client/generator/generated-files.ts';
import { openApiDocument } from '../../../../functions/api/openapi.ts';
import { operations } from '../../../../functions/api/operations.ts';

const folder = join(import.meta.dirname, '../../../../client/api/generated');

/** `npm run generate:client` writes them. */
it.each(Object.entries(generatedFiles(openApiDocument(operations))))(
  'client/api/generated/%s is what the API says today',
  async (name, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, name));
  },
);
