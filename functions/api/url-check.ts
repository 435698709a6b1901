import { covers } from '../domain/caller.ts';
import { examplePlace } from '../domain/event-examples/event-examples.ts';
import { urlCheckCall, webhookToBe } from '../domain/payload.ts';
import { recognisedFormat } from '../domain/payload-formats/recognised-format.ts';
import type { UrlCheckInput, UrlCheckView } from '../domain/wire/test-schema.ts';
import { formatOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { shownNames } from './shown-names.ts';
import { checkTestedType, type TestEvent, testEvent } from './test-event.ts';
import { attemptView, requestView } from './views.ts';

const idBytes = 16;

/** @returns `undefined` for a health check, @throws ProblemError `invalid-request` */
async function toldEvent(
  input: UrlCheckInput,
  deps: Pick<ApiDeps, 'knownEventTypes' | 'eventTypes'>,
  now: string,
): Promise<TestEvent | undefined> {
  if (input.eventType === undefined && input.event === undefined) return undefined;
  await checkTestedType(input, deps);
  return testEvent(input, examplePlace, deps, now);
}

/**
 * Tries a URL out before a webhook has it. That it is not allowed is an answer, not an error.
 * @throws ProblemError `invalid-request`
 */
export async function urlCheck(
  { key, body }: OperationRequest<UrlCheckInput, unknown>,
  deps: Pick<
    ApiDeps,
    | 'addresses'
    | 'prober'
    | 'now'
    | 'randomBytes'
    | 'healthCheckTimeoutMs'
    | 'knownEventTypes'
    | 'eventTypes'
    | 'directory'
    | 'nouns'
    | 'log'
  >,
): Promise<Answer> {
  const { url, template } = body;
  const format = formatOf(body);
  const nowMs = deps.now();
  const time = new Date(nowMs).toISOString();
  const event = await toldEvent(body, deps, time);
  const verdict = deps.addresses.checkUrl(url);
  if (!verdict.allowed) {
    const { reason, code } = verdict;
    return answer({ allowed: false, reason, reasonCode: code, attempt: null, request: null });
  }
  const state = webhookToBe({ url, template, nowMs, randomBytes: deps.randomBytes(idBytes) });
  const call = urlCheckCall({
    state,
    format,
    event,
    nouns: deps.nouns.en,
    nowMs,
    timeoutMs: deps.healthCheckTimeoutMs,
    ...(event !== undefined && {
      names: await shownNames(
        format,
        { state, event: { id: '', time, ...event }, isTest: true },
        companyId => covers(key, [companyId]),
        deps,
      ),
    }),
  });
  const attempt = await deps.prober.call(call);
  // What the name resolves to is known only where it is dialled.
  const allowed = attempt.error !== 'address-blocked';
  return answer({
    allowed,
    reason: allowed ? null : attempt.errorDetail,
    reasonCode: allowed ? null : 'not-public',
    attempt: attemptView(attempt),
    request: requestView(call),
  });

  function answer(result: Omit<UrlCheckView, 'recognisedFormat'>): Answer {
    const recognised = recognisedFormat(url) ?? null;
    return { status: 200, body: { ...result, recognisedFormat: recognised } satisfies UrlCheckView };
  }
}
