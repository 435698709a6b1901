import type { ProblemCode } from './errors.ts';
import { problemKinds, problemTypeBase } from './problem-kinds.ts';
import type { ProblemView } from './wire/problem-schema.ts';

/** The document of a problem that has no pointers into the request. */
export function problemView(
  code: ProblemCode | 'internal-error',
  detail: string,
  requestId: string,
): ProblemView {
  const { status, title } = problemKinds[code];
  return { type: `${problemTypeBase}${code}`, title, status, detail, requestId, errors: [] };
}
