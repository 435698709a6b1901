import { withChanges } from '../../event-contract/event-detail.ts';
import { explainFilter } from '../domain/explain-filter.ts';
import { residualOf } from '../domain/explain-residual.ts';
import { filterSentence } from '../domain/filter-sentence/filter-sentence.ts';
import { type FilteredEvent, filteredEvent } from '../domain/match-filter.ts';
import type { PreviewInput, PreviewView } from '../domain/wire/preview-schema.ts';
import type { EventToPublish } from '../domain/wire/publish-schema.ts';
import { ruleOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import { checkCompanies } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { sentenceNames } from './sentence-names.ts';
import { verdictView } from './verdict-view.ts';

export const previewDescription = `Checks a filter as a creation does, and says what it comes to, without anything being made: a sentence in plain words, with names from the directory, the event pattern that EventBridge is asked, what of the filter is left to a check before each call, and which of the given events it wants. Of one that it does not want, each clause says which part failed first, and what it saw.

Events are taken as \`POST /v1/events\` takes them, and get their \`changes\` in the same way; nothing is published.`;

function filteredOf({ type, time, data }: EventToPublish, now: string): FilteredEvent {
  return filteredEvent({
    type,
    time: time ?? now,
    detail: data,
    detailText: JSON.stringify(withChanges(data)),
  });
}

/** @throws ProblemError `forbidden`, `invalid-filter`, `pattern-too-long` */
export async function previewFilter(
  { key, body }: OperationRequest<PreviewInput, unknown>,
  {
    knownEventTypes,
    directory,
    eventTypes,
    now,
  }: Pick<ApiDeps, 'knownEventTypes' | 'directory' | 'eventTypes' | 'now'>,
): Promise<Answer> {
  const { filter, events, language } = body;
  checkCompanies(key, filter);
  const { pattern } = await ruleOf(filter, knownEventTypes);
  const names = await sentenceNames(filter, { directory, eventTypes });
  const nowText = new Date(now()).toISOString();
  const verdicts = events.map(event => explainFilter(filter, filteredOf(event, nowText)));
  return {
    status: 200,
    body: {
      sentence: filterSentence(filter, names, language),
      pattern: JSON.parse(pattern),
      residual: residualOf(filter).map(({ pointer, detail }) => ({ pointer, detail })),
      events: verdicts.map(verdict => verdictView(verdict, { filter, names, language })),
    } satisfies PreviewView,
  };
}
