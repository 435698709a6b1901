import type { DirectoryInput, DirectoryResultView, DirectoryView } from '../domain/wire/directory-schema.ts';

const project = { companyId: 'acme', kind: 'project', id: 'website', name: 'Website relaunch' } as const;

/** By operation id: see `openapi-examples.ts`. */
export const directoryExamples = {
  changeDirectory: {
    request: {
      upsert: [project, { companyId: 'acme', kind: 'person', id: 'user-ada', name: 'Ada Lee' }],
      delete: [{ companyId: 'acme', kind: 'list', id: 'list-old' }],
    } satisfies DirectoryInput,
    answer: { upserted: 2, deleted: 1 } satisfies DirectoryResultView,
  },
  listDirectory: { answer: { items: [project], nextCursor: null } satisfies DirectoryView },
};
