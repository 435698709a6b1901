import { useSyncExternalStore } from 'react';
import { useLanguage } from '../language/language.tsx';
import { absoluteTime, relativeTime } from '../language/time-text.ts';

const tickMs = 5_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
setInterval(() => {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}, tickMs);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The time of day in milliseconds, anew every five seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}

/** How long ago, or how soon; the whole date in the zone of whoever looks, on hover and for screen readers. */
export function Ago({ at }: { readonly at: string }) {
  const { language } = useLanguage();
  const now = useNow();
  return (
    <time dateTime={at} title={absoluteTime(language, at)}>
      {relativeTime(language, Date.parse(at), Math.max(now, Date.now()))}
    </time>
  );
}
