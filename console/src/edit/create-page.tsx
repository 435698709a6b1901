import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { Session } from '../../../client/api/client.ts';
import { useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { useKeptAddress } from './address-store.ts';
import { type Draft, emptyDraft, filterOf } from './draft.ts';
import styles from './edit.module.css';
import { FilterSteps } from './filter-steps.tsx';
import { OnStep } from './on-step.tsx';
import { RecentCheck } from './recent-check.tsx';
import { type Format, SendStep } from './send-step.tsx';
import { SentenceBar } from './sentence-bar.tsx';
import { Stepper } from './stepper.tsx';
import { type Step, steps } from './steps.ts';
import { suggestedName } from './suggested-name.ts';
import { useCreation } from './use-creation.ts';
import { useDraft } from './use-draft.ts';
import { usePreview } from './use-preview.ts';
import { WhatStep } from './what-step.tsx';

const words = defineWords(
  { title: 'New webhook', all: 'All webhooks', anyEvent: 'Any event' },
  { title: 'Новый вебхук', all: 'Все вебхуки', anyEvent: 'Любое событие' },
);

/** Begun from an event of the catalog, or from a project of the product, the draft has it already. */
function startOf(search: URLSearchParams, { companies, portal }: Session): Draft {
  const event = search.get('event');
  const project = portal?.project ?? undefined;
  const isHeld = project !== undefined && companies.includes(project.companyId);
  const places = isHeld ? [{ companyId: project.companyId, projectIds: [project.projectId] }] : [];
  if (event === null && places.length === 0) return emptyDraft;
  return { ...emptyDraft, clauses: [{ eventTypes: event === null ? [] : [event], companies: places }] };
}

export default function CreatePage() {
  const say = useWords(words);
  const { language } = useLanguage();
  const { session } = useSession();
  const [search] = useSearchParams();
  const [, setLocation] = useLocation();
  const [start] = useState(() => startOf(search, session));
  const state = useDraft(start, steps);
  const { draft, change, step, go } = state;
  const { purpose } = draft;
  const names = useNames(useCompanyIds());
  const catalog = useEventTypes();
  const eventTypes = catalog.data ?? [];
  const filter = filterOf(draft);
  const preview = usePreview(filter);
  const isLoading = !preview.isOfNow || catalog.isLoading || names.isLoading;
  const facts = filter && { filter, recent: preview.data?.recent, eventTypes, names, isLoading };
  const [url, keepUrl] = useKeptAddress();
  const [format, setFormat] = useState<Format>();
  const name = draft.name || suggestedName(draft, { eventTypes, names, language, anyEvent: say.anyEvent });
  const creation = useCreation(created => {
    keepUrl('');
    const inbox = created.inboxId === undefined ? '' : `&inbox=${created.inboxId}`;
    setLocation(`/new?step=on&webhook=${created.webhook.id}${inbox}`, { replace: true });
  });
  const created = search.get('webhook');

  if (step === 'on' && created !== null) {
    const secret = purpose === 'system' ? creation.data?.webhook.secret : undefined;
    return (
      <Page title={say.title} back={<Link href="/">{say.all}</Link>}>
        <OnStep id={created} secret={secret} inboxId={search.get('inbox') ?? undefined} />
      </Page>
    );
  }
  const isOpen = (one: Step): boolean =>
    one === 'what' ||
    (purpose !== undefined && one !== 'on' && (one === 'when' || one === 'where' || filter !== undefined));
  return (
    <Page title={say.title} back={<Link href="/">{say.all}</Link>}>
      <SentenceBar preview={preview} isComplete={filter !== undefined} />
      <Stepper steps={steps} current={step} isOpen={isOpen} onGo={one => go(one)} />
      <div className={styles.workspace}>
        <div>
          {step === 'what' || purpose === undefined ? (
            <WhatStep
              chosen={purpose}
              onChoose={chosen => {
                change({ ...draft, purpose: chosen });
                go('when');
              }}
            />
          ) : step === 'send' || step === 'on' ? (
            <SendStep
              purpose={purpose}
              choice={{ url, name, format }}
              facts={facts}
              isReady={filter !== undefined}
              isBusy={creation.isPending}
              error={creation.error}
              onChange={changed => {
                if (changed.url !== undefined) keepUrl(changed.url);
                if (changed.name !== undefined) change({ ...draft, name: changed.name });
                if ('format' in changed) setFormat(changed.format);
              }}
              onBack={() => go('only-if')}
              onTurnOn={() => {
                if (filter !== undefined) creation.mutate({ purpose, name, url: url.trim(), filter, format });
              }}
            />
          ) : (
            <FilterSteps
              state={state}
              names={names}
              preview={preview}
              before="what"
              after={{ onNext: () => go('send') }}
            />
          )}
        </div>
        {filter !== undefined && preview.data !== undefined && (
          <RecentCheck recent={preview.data.recent} eventTypes={eventTypes} names={names} filter={filter} />
        )}
      </div>
    </Page>
  );
}
