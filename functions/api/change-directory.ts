import { covers, nounOf } from '../domain/caller.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';
import { jsonPointer } from '../domain/json-pointer.ts';
import type { DirectoryInput, DirectoryResultView } from '../domain/wire/directory-schema.ts';
import { maxFaults } from '../domain/wire/explain-issues.ts';
import type { ApiDeps } from './deps.ts';
import { notHeld } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

type Request = OperationRequest<DirectoryInput, unknown>;

/** For OpenAPI, as CommonMark. */
export const changeDirectoryDescription =
  'Names that people see instead of ids, such as in messages of the chat formats. What the request does not name stays as it is; to delete what is not there is no error. When the answer is 503, some of it may be done: send the same again.';

interface Place {
  readonly key: DirectoryInput['delete'][number];
  readonly path: readonly (string | number)[];
}

function placesOf({ upsert, delete: removed }: DirectoryInput): Place[] {
  return [
    ...upsert.map((key, index) => ({ key, path: ['upsert', index] })),
    ...removed.map((key, index) => ({ key, path: ['delete', index] })),
  ];
}

/** @throws ProblemError `forbidden` */
function checkCompanies({ key: caller, body }: Request): void {
  const faults = placesOf(body)
    .filter(({ key }) => !covers(caller, [key.companyId]))
    .map(({ path }) => notHeld(caller, jsonPointer([...path, 'companyId'])));
  if (faults.length === 0) return;
  throw new ProblemError(
    'forbidden',
    `The request names companies that this ${nounOf(caller)} does not hold.`,
    faults.slice(0, maxFaults),
  );
}

/** @throws ProblemError `invalid-request` for what is named twice, and for another company in a company's directory */
function checkEntries({ body }: Request): void {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const { key, path } of placesOf(body)) {
    const place = JSON.stringify([key.companyId, key.kind, key.id]);
    if (seen.has(place)) {
      const detail = 'This entry occurs twice.';
      faults.push({ pointer: jsonPointer(path), code: 'repeated', detail });
    }
    seen.add(place);
    if (key.kind !== 'company' || key.id === key.companyId) continue;
    const detail = 'The id of a company is its companyId.';
    faults.push({ pointer: jsonPointer([...path, 'id']), code: 'not-allowed', detail });
  }
  if (faults.length === 0) return;
  throw new ProblemError('invalid-request', 'The body is not valid.', faults.slice(0, maxFaults));
}

export async function changeDirectory(
  request: Request,
  { directory }: Pick<ApiDeps, 'directory'>,
): Promise<Answer> {
  checkCompanies(request);
  checkEntries(request);
  const { upsert, delete: remove } = request.body;
  await directory.change({ upsert, remove });
  return {
    status: 200,
    body: { upserted: upsert.length, deleted: remove.length } satisfies DirectoryResultView,
  };
}
