import { useEffect, useState } from 'react';

const pauseMs = 400;

/**
 * What is being typed, which counts once the typing pauses: each letter would ask the service.
 * @returns the text, and what takes a new one
 */
export function useDraft(
  value: string,
  commit: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useState<string>();
  useEffect(() => {
    if (draft === undefined) return;
    const timer = setTimeout(() => {
      setDraft(undefined);
      if (draft !== value) commit(draft);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [draft, value, commit]);
  return [draft ?? value, setDraft];
}
