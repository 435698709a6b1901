import { useEffect, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from './button.tsx';

const words = defineWords(
  {
    copy: 'Copy',
    copied: 'Copied',
    refused: 'Not allowed here: select the text and copy it',
    what: (what: string) => `Copy ${what}`,
  },
  {
    copy: 'Скопировать',
    copied: 'Скопировано',
    refused: 'Браузер не разрешил: выделите текст и скопируйте его',
    what: what => `Скопировать: ${what}`,
  },
);

const shownMs = 3_000;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for who does not see what it stands beside: `the address`. */
  readonly what: string;
  /** Instead of “Copy”. */
  readonly label?: string;
}

/** Browsers do not let every page write to the clipboard, such as one in a frame: then it says so. */
async function copy(text: string): Promise<'copied' | 'refused'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'refused';
  }
}

export function CopyButton({ text, what, label }: CopyButtonProps) {
  const say = useWords(words);
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <>
      <Button
        kind="quiet"
        aria-label={label === undefined ? say.what(what) : undefined}
        onClick={() => void copy(text).then(setOutcome)}
      >
        {outcome === undefined ? (label ?? say.copy) : say[outcome]}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {outcome === undefined ? '' : say[outcome]}
      </span>
    </>
  );
}
