import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Filter, Preview } from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import { useClient } from '../session/session.tsx';

/** While somebody types, the service is not asked. */
const restMs = 350;
const recentEvents = 20;

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export type LivePreview = UseQueryResult<Preview> & {
  /** Whether it is of the filter as it is now, and not of the one before. */
  readonly isOfNow: boolean;
};

/** What the filter comes to: in words, how often, and which recent events it would have taken. */
export function usePreview(filter: Filter | undefined): LivePreview {
  const client = useClient();
  const { language } = useLanguage();
  const now = JSON.stringify(filter ?? null);
  const text = useRested(now);
  const query: UseQueryResult<Preview> = useQuery({
    queryKey: ['preview', language, text],
    enabled: text !== 'null',
    placeholderData: before => before,
    queryFn: ({ signal }) =>
      client.previewFilter(
        { body: { filter: JSON.parse(text), language, recent: recentEvents } },
        { signal },
      ),
  });
  return { ...query, isOfNow: text === now && !query.isPlaceholderData && !query.isLoading };
}
