import { withChanges } from '../../event-contract/event-detail.ts';
import { explainFilter } from '../domain/explain-filter.ts';
import { residualOf } from '../domain/explain-residual.ts';
import { filterSentence } from '../domain/filter-sentence/filter-sentence.ts';
import { volumeSentence } from '../domain/filter-sentence/volume-sentence.ts';
import { type FilteredEvent, filteredEvent } from '../domain/match-filter.ts';
import type { PortalLanguage } from '../domain/portal.ts';
import type { PreviewInput, PreviewView } from '../domain/wire/preview-schema.ts';
import type { EventToPublish } from '../domain/wire/publish-schema.ts';
import { ruleOf } from './check-setup.ts';
import type { ApiDeps } from './deps.ts';
import { checkCompanies } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { sentenceNames } from './sentence-names.ts';
import { type Trial, type TriedEvent, tryRecent } from './try-recent.ts';
import { verdictView, type Wording } from './verdict-view.ts';

type RecentVerdict = NonNullable<PreviewView['recent']>[number];

export const previewDescription = `Checks a filter as a creation does, and says what it comes to, without anything being made: a sentence in plain words, with names from the directory, the event pattern that EventBridge is asked, what of the filter is left to a check before each call, and which of the given events it wants. Of one that it does not want, each clause says which part failed first, and what it saw.

It is also tried on a sample of recent events, of the types and places that it means, and by that sample and the counts of the last week says how many events to expect. Both are up to a minute late.

Events are taken as \`POST /v1/events\` takes them, and get their \`changes\` in the same way; nothing is published.`;

function filteredOf({ type, time, data }: EventToPublish, now: string): FilteredEvent {
  return filteredEvent({
    type,
    time: time ?? now,
    detail: data,
    detailText: JSON.stringify(withChanges(data)),
  });
}

function recentView({ recent: { event }, verdict }: TriedEvent, wording: Wording): RecentVerdict {
  const { id, type, time, detail } = event;
  const [companyId, projectId] = [String(detail.companyId), String(detail.projectId)];
  return { event: { id, type, time, companyId, projectId }, ...verdictView(verdict, wording) };
}

function volumeView({ volume, isWhole }: Trial, language: PortalLanguage): PreviewView['volume'] {
  const rounded = (number: number) => Math.round(number * 100) / 100;
  const [perDay, passedPerDay] = [rounded(volume.perDay), rounded(volume.passedPerDay)];
  return {
    perDay,
    passedPerDay,
    days: volume.days,
    isWhole,
    sentence: volumeSentence(volume.perDay, language),
  };
}

type Deps = Pick<ApiDeps, 'knownEventTypes' | 'directory' | 'eventTypes' | 'nouns' | 'recentEvents' | 'now'>;

/** @throws ProblemError `forbidden`, `invalid-filter`, `pattern-too-long` */
export async function previewFilter(
  { key, body }: OperationRequest<PreviewInput, unknown>,
  { knownEventTypes, directory, eventTypes, nouns, recentEvents, now }: Deps,
): Promise<Answer> {
  const { filter, events, language, recent } = body;
  checkCompanies(key, filter);
  const { pattern } = await ruleOf(filter, knownEventTypes);
  const [names, trial] = await Promise.all([
    sentenceNames([filter], key, { directory, eventTypes, nouns }),
    recentEvents === undefined ? undefined : tryRecent(filter, pattern, recentEvents, now()),
  ]);
  const wording = { filter, names, language };
  const nowText = new Date(now()).toISOString();
  const verdicts = events.map(event => explainFilter(filter, filteredOf(event, nowText)));
  return {
    status: 200,
    body: {
      sentence: filterSentence(filter, names, language),
      pattern: JSON.parse(pattern),
      residual: residualOf(filter),
      events: verdicts.map(verdict => verdictView(verdict, wording)),
      recent: trial === undefined ? null : trial.tried.slice(0, recent).map(one => recentView(one, wording)),
      volume: trial === undefined ? null : volumeView(trial, language),
    } satisfies PreviewView,
  };
}
