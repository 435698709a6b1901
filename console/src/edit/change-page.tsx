import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Filter, FinehookError, type WebhookDetails } from '../../../client/api/client.ts';
import { useEventTypes } from '../catalog/event-types.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { draftOf, filterOf } from './draft.ts';
import styles from './edit.module.css';
import { FilterSteps } from './filter-steps.tsx';
import { RecentCheck } from './recent-check.tsx';
import { SentenceBar } from './sentence-bar.tsx';
import { Stepper } from './stepper.tsx';
import { editSteps } from './steps.ts';
import { useDraft } from './use-draft.ts';
import { usePreview } from './use-preview.ts';

const words = defineWords(
  {
    loading: 'Change a webhook',
    title: (name: string) => `Change “${name}”`,
    back: 'Back to the webhook',
    save: 'Save',
    incomplete: 'Choose when and where first.',
    meanwhile: 'Somebody else has changed this webhook meanwhile. Reload the page to see how it is now.',
  },
  {
    loading: 'Изменить вебхук',
    title: name => `Изменить «${name}»`,
    back: 'Назад к вебхуку',
    save: 'Сохранить',
    incomplete: 'Сначала выберите, когда и где.',
    meanwhile:
      'Тем временем вебхук изменил кто-то другой. Обновите страницу, чтобы увидеть, какой он сейчас.',
  },
);

interface Versioned {
  readonly webhook: WebhookDetails;
  readonly etag: string | undefined;
}

export default function ChangePage({ id }: { readonly id: string }) {
  const say = useWords(words);
  const client = useClient();
  const query = useQuery<Versioned>({
    queryKey: ['webhook-to-change', id],
    // What is being changed does not change under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { body, etag } = await client.getWebhook.answer({ id }, { signal });
      return { webhook: body, etag };
    },
  });
  const title = query.data === undefined ? say.loading : say.title(query.data.webhook.name);
  return (
    <Page title={title} back={<Link href={`/webhooks/${id}`}>{say.back}</Link>}>
      <Loaded query={query} lines={10}>
        {versioned => <ChangeForm {...versioned} />}
      </Loaded>
    </Page>
  );
}

function ChangeForm({ webhook, etag }: Versioned) {
  const say = useWords(words);
  const client = useClient();
  const queries = useQueryClient();
  const mayNot = useWhyNot('webhooks:write');
  const [, setLocation] = useLocation();
  const [initial] = useState(() => draftOf(webhook.name, webhook.filter));
  const state = useDraft(initial, editSteps);
  const places = webhook.filter.anyOf.flatMap(({ companies }) => companies.map(({ companyId }) => companyId));
  const names = useNames([...new Set([...useCompanyIds(), ...places])]);
  const filter = filterOf(state.draft);
  const preview = usePreview(filter);
  const eventTypes = useEventTypes().data ?? [];
  const saving = useMutation({
    mutationFn: (filter: Filter) =>
      client.updateWebhook({ id: webhook.id, ifMatch: etag, body: { filter: { anyOf: filter.anyOf } } }),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['webhooks'] });
      void queries.invalidateQueries({ queryKey: ['webhook', webhook.id] });
      setLocation(`/webhooks/${webhook.id}`);
    },
  });
  const isOutdated = saving.error instanceof FinehookError && saving.error.code === 'precondition-failed';
  const save = (
    <Button
      kind="primary"
      busy={saving.isPending}
      whyNot={mayNot ?? (filter === undefined ? say.incomplete : undefined)}
      onClick={() => filter !== undefined && saving.mutate(filter)}
    >
      {say.save}
    </Button>
  );
  return (
    <>
      <SentenceBar preview={preview} isComplete={filter !== undefined} />
      <Stepper steps={editSteps} current={state.step} isOpen={() => true} onGo={step => state.go(step)} />
      <div className={styles.workspace}>
        <div>
          <FilterSteps state={state} names={names} preview={preview} after={{}} />
          <div className={styles.save}>{save}</div>
          {isOutdated ? (
            <Notice kind="bad">{say.meanwhile}</Notice>
          ) : (
            saving.isError && <ProblemNotice error={saving.error} />
          )}
        </div>
        {filter !== undefined && preview.data !== undefined && (
          <RecentCheck recent={preview.data.recent} eventTypes={eventTypes} names={names} filter={filter} />
        )}
      </div>
    </>
  );
}
