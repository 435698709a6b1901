import { urlCheckCall } from '../domain/payload.ts';
import { recognisedFormat } from '../domain/payload-formats/recognised-format.ts';
import type { UrlCheckInput, UrlCheckView } from '../domain/wire/test-schema.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { attemptView } from './views.ts';

const idBytes = 16;

/** Tries a URL out before a webhook has it. That it is not allowed is an answer, not an error. */
export async function urlCheck(
  { body: { url } }: OperationRequest<UrlCheckInput, unknown>,
  deps: Pick<ApiDeps, 'addresses' | 'prober' | 'now' | 'randomBytes' | 'healthCheckTimeoutMs'>,
): Promise<Answer> {
  const format = recognisedFormat(url);
  const verdict = deps.addresses.checkUrl(url);
  if (!verdict.allowed) {
    return answer({ allowed: false, reason: verdict.reason, reasonCode: verdict.code, attempt: null });
  }
  const attempt = await deps.prober.call(
    urlCheckCall({
      url,
      format: format ?? 'standard',
      nowMs: deps.now(),
      randomBytes: deps.randomBytes(idBytes),
      timeoutMs: deps.healthCheckTimeoutMs,
    }),
  );
  // What the name resolves to is known only where it is dialled.
  const allowed = attempt.error !== 'address-blocked';
  const reason = allowed ? null : attempt.errorDetail;
  const reasonCode = allowed ? null : 'not-public';
  return answer({ allowed, reason, reasonCode, attempt: attemptView(attempt) });

  function answer(result: Omit<UrlCheckView, 'recognisedFormat'>): Answer {
    return { status: 200, body: { ...result, recognisedFormat: format ?? null } satisfies UrlCheckView };
  }
}
