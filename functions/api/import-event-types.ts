import { catalogImport } from '../domain/audit/audited-event-type.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import {
  type EventTypeChange,
  type EventTypeContent,
  withContent,
} from '../domain/event-types/event-type.ts';
import { readOpenApiWebhooks } from '../domain/event-types/read-openapi.ts';
import {
  type EventTypeImport,
  type ImportQuery,
  type ImportResultView,
  maxImportedTypes,
  type NamedEventType,
  namedEventTypeSchema,
  type OpenApiInput,
} from '../domain/wire/event-type-schema.ts';
import { explainIssues, maxFaults } from '../domain/wire/explain-issues.ts';
import type { ApiDeps } from './deps.ts';
import { checkMayChangeCatalog, type FoundEventType, findEventType } from './find-event-type.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { changedMeanwhile, checkRoom } from './put-event-type.ts';

/** Of a body. */
export const maxImportBytes = 1_048_576;
/** Of all types together, in bytes: a transaction of DynamoDB has 4 MB. */
const maxStoredBytes = 3_500_000;

/** For OpenAPI, as CommonMark. */
export const importDescription = `The body is a list of event types, each as \`PUT\` takes it and with its \`name\`, or an OpenAPI 3.1 document, whose \`webhooks\` are read: the name of a webhook is the event type; \`tags[0]\` of its \`post\` the group, \`summary\` the title and \`description\` the description, as English, beside which the catalog keeps its other languages; schema and example are those of its JSON body, or of the \`data\` in it where the body is \`{type, timestamp, data}\`. Components that a schema refers to become its \`$defs\`.

At most ${maxImportedTypes} types and a body of 1 MiB. All of it is stored or nothing; types that it does not name stay as they are.`;

interface Wanted {
  readonly pointer: string;
  readonly name: string;
  readonly found: FoundEventType;
  readonly content: EventTypeContent;
}

type Store = Pick<ApiDeps, 'eventTypes'>;

function invalid(faults: readonly Fault[]): ProblemError {
  return new ProblemError('invalid-request', 'The body is not valid.', faults.slice(0, maxFaults));
}

async function wantedOfList(types: readonly NamedEventType[], { eventTypes }: Store): Promise<Wanted[]> {
  return await Promise.all(
    types.map(async ({ name, ...content }, index) => {
      const found = await findEventType(eventTypes, name);
      return { pointer: `/${index}`, name, found, content };
    }),
  );
}

/** Languages that the document does not speak stay. */
async function wantedOfDocument(input: OpenApiInput, { eventTypes }: Store): Promise<Wanted[]> {
  if (Object.keys(input.webhooks).length > maxImportedTypes) {
    const detail = `At most ${maxImportedTypes} event types are taken at once.`;
    throw invalid([{ pointer: '/webhooks', code: 'too-many', detail, limit: maxImportedTypes }]);
  }
  const { webhooks, faults } = readOpenApiWebhooks(input);
  const wanted = await Promise.all(
    webhooks.map(async ({ pointer, name, title, description, ...rest }): Promise<Wanted | undefined> => {
      const found = await findEventType(eventTypes, name);
      const texts = {
        title: { ...found.current?.title, en: title },
        description: { ...found.current?.description, en: description },
      };
      const input = { name, ...rest, ...texts };
      const result = namedEventTypeSchema.safeParse(input);
      if (result.success) {
        const { name: _, ...content } = result.data;
        return { pointer, name, found, content };
      }
      for (const fault of explainIssues(namedEventTypeSchema, input, result.error.issues)) {
        // What was made of the document has other members than it.
        faults.push({ ...fault, pointer, detail: `${fault.pointer.slice(1)}: ${fault.detail}` });
      }
      return undefined;
    }),
  );
  if (faults.length > 0) throw invalid(faults);
  return wanted.filter(one => one !== undefined);
}

function checkTogether(wanted: readonly Wanted[]): void {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  let bytes = 0;
  for (const { pointer, name, content } of wanted) {
    if (seen.has(name)) faults.push({ pointer, code: 'repeated', detail: `${name} occurs twice.` });
    seen.add(name);
    bytes += Buffer.byteLength(JSON.stringify(content));
  }
  if (bytes > maxStoredBytes) {
    const detail = `The types have ${bytes} bytes with all that they refer to; at most ${maxStoredBytes} are stored at once. Import them in parts.`;
    faults.push({ pointer: '', code: 'too-many-bytes', detail, limit: maxStoredBytes });
  }
  if (faults.length > 0) throw invalid(faults);
}

/** Stores types of which the catalog says something else, all or none. */
export async function importEventTypes(
  { key, body, query, audit }: OperationRequest<EventTypeImport, ImportQuery>,
  deps: Pick<ApiDeps, 'eventTypes' | 'now'>,
): Promise<Answer> {
  checkMayChangeCatalog(key);
  const wanted = Array.isArray(body) ? await wantedOfList(body, deps) : await wantedOfDocument(body, deps);
  checkTogether(wanted);
  const now = new Date(deps.now()).toISOString();
  const changes = wanted.flatMap(({ name, found: { current, stored }, content }): EventTypeChange[] => {
    const type = withContent(name, content, current, now);
    return type === current ? [] : [{ type, before: stored }];
  });
  const changed = new Set(changes.map(({ type }) => type.name));
  await checkRoom(deps, changes);
  const dryRun = query.dryRun === 'true';
  if (!dryRun && changes.length > 0) {
    await audit.record(catalogImport(changes));
    if (!(await deps.eventTypes.save(changes))) throw new ProblemError('conflict', changedMeanwhile);
  }
  const namesOf = (isIn: (one: Wanted) => boolean) => wanted.filter(isIn).map(({ name }) => name);
  return {
    status: 200,
    body: {
      dryRun,
      added: namesOf(({ found }) => found.current === undefined),
      changed: namesOf(({ name, found }) => found.current !== undefined && changed.has(name)),
      unchanged: namesOf(({ name }) => !changed.has(name)),
    } satisfies ImportResultView,
  };
}
