import { useEffect, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from './button.tsx';

const words = defineWords(
  { copy: 'Copy', copied: 'Copied', what: (what: string) => `Copy ${what}` },
  { copy: 'Скопировать', copied: 'Скопировано', what: what => `Скопировать: ${what}` },
);

const copiedMs = 2_000;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for who does not see what it stands beside: `the address`. */
  readonly what: string;
  /** Instead of “Copy”. */
  readonly label?: string;
}

export function CopyButton({ text, what, label }: CopyButtonProps) {
  const say = useWords(words);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <>
      <Button
        kind="quiet"
        aria-label={label === undefined ? say.what(what) : undefined}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {isCopied ? say.copied : (label ?? say.copy)}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {isCopied ? say.copied : ''}
      </span>
    </>
  );
}
