import type { Fault, Problem } from './generated/schema.ts';

type CodeOf<Type> = Type extends `https://finehook.dev/problems/${infer Code}` ? Code : never;

/** How programs tell problems apart: the last part of their `type`. */
export type ProblemCode = CodeOf<Problem['type']>;

interface ErrorFields {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly problem?: Readonly<Record<string, unknown>>;
}

/** The code of a call that was never answered. */
export const noAnswer = 'no-answer';

/** A call that came to nothing: the service refused it, or nobody answered. */
export class FinehookError extends Error {
  override readonly name = 'FinehookError';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /**
   * Stable, to compare: the last part of the problem's `type` (RFC 9457), such as `not-found`. `no-answer` when no answer came
   * (`cause` says why), `http-<status>` when the answer is no problem document, as those of API Gateway are.
   */
  readonly code: string;
  /** What was wrong and what to do, for people. */
  readonly detail: string;
  /** Each fault of the request; empty where there is none to point at. */
  readonly errors: readonly Fault[];
  /** Name it to whoever runs the service: the log has it. */
  readonly requestId: string | undefined;
  /** Seconds after which to try again, if the service said so. */
  readonly retryAfterSeconds: number | undefined;
  /** The whole problem document, with members of its own such as `attempt`; empty when there is none. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(fields: ErrorFields, options?: ErrorOptions) {
    super(`${fields.code}: ${fields.detail}`, options);
    this.status = fields.status;
    this.code = fields.code;
    this.detail = fields.detail;
    this.errors = fields.errors ?? [];
    this.requestId = fields.requestId;
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.problem = fields.problem ?? {};
  }
}

/** The error that an answer with a status from 400 on says. */
export function errorOf(status: number, headers: Headers, text: string): FinehookError {
  const problem = objectOf(text);
  const { type, detail, message, title, errors } = problem;
  const said = [detail, message, title].find(one => typeof one === 'string');
  return new FinehookError({
    status,
    code: typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : `http-${status}`,
    detail: said ?? `The answer has the status ${status} and says no more.`,
    errors: Array.isArray(errors) ? errors.filter(isFault) : [],
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: secondsOf(headers.get('retry-after')),
    problem,
  });
}

/** Only the form in seconds, which is all that the API sends (RFC 9110 §10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isFault(value: unknown): value is Fault {
  return isObject(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';
}
