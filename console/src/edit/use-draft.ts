import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { type Draft, readDraft, writeDraft } from './draft.ts';
import type { Step } from './steps.ts';

export interface DraftState {
  readonly draft: Draft;
  change(draft: Draft): void;
  readonly step: Step;
  /** Which of the clauses, joined by “or when”, is being worked on. */
  readonly place: number;
  go(step: Step, place?: number): void;
}

/**
 * The draft and the step, which stand in the address, so that both survive a reload and going back. The draft is behind `#`, which no
 * server gets to see.
 */
export function useDraft(initial: Draft, steps: readonly Step[]): DraftState {
  const [path, setLocation] = useLocation();
  const [search] = useSearchParams();
  const [draft, setDraft] = useState(() => readDraft(window.location.hash) ?? initial);
  const hash = draft === initial ? '' : `#${writeDraft(draft)}`;
  useEffect(() => {
    const { pathname, search } = window.location;
    if (hash !== '') window.history.replaceState(window.history.state, '', pathname + search + hash);
  }, [hash]);
  const clause = Number(search.get('clause') ?? 0);
  return {
    draft,
    change: setDraft,
    step: steps.find(one => one === search.get('step')) ?? steps[0] ?? 'what',
    place: Number.isInteger(clause) && clause >= 0 && clause < draft.clauses.length ? clause : 0,
    go(step, place = 0) {
      const clause = place === 0 ? '' : `&clause=${place}`;
      setLocation(`${path}?step=${step}${clause}${hash}`);
    },
  };
}
