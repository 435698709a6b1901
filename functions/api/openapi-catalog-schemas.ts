import {
  directoryEntryViewSchema,
  directoryInputSchema,
  directoryResultViewSchema,
  directoryViewSchema,
} from '../domain/wire/directory-schema.ts';
import {
  eventTypeImportSchema,
  eventTypeInputSchema,
  eventTypeListViewSchema,
  eventTypeViewSchema,
  importResultViewSchema,
  namedEventTypeSchema,
} from '../domain/wire/event-type-schema.ts';
import type { AnySchema } from './read-request.ts';

/** Of event catalog and directory, under their names in the document: see `openapi-schemas.ts`. */
export const catalogSchemas: Readonly<Record<string, AnySchema>> = {
  Directory: directoryViewSchema,
  DirectoryEntry: directoryEntryViewSchema,
  DirectoryInput: directoryInputSchema,
  DirectoryResult: directoryResultViewSchema,
  EventType: eventTypeViewSchema,
  EventTypeImport: eventTypeImportSchema,
  EventTypeImportResult: importResultViewSchema,
  EventTypeInput: eventTypeInputSchema,
  EventTypeList: eventTypeListViewSchema,
  NamedEventType: namedEventTypeSchema,
};
