import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import styles from './edit.module.css';

const words = defineWords({ next: 'Continue', back: 'Back' }, { next: 'Продолжить', back: 'Назад' });

export interface StepPartProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  /** Why one cannot go on yet. */
  readonly whyNotNext?: string | undefined;
  /** Instead of “Continue”. */
  readonly next?: ReactNode;
}

/** One step: its question takes the focus when it comes. */
export function StepPart({ title, lead, children, onBack, onNext, whyNotNext, next }: StepPartProps) {
  const say = useWords(words);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className={styles.part}>
      <h2 ref={heading} tabIndex={-1} className={styles.question}>
        {title}
      </h2>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
      <div className={styles.foot}>
        {onBack !== undefined && <Button onClick={onBack}>{say.back}</Button>}
        {next}
        {onNext !== undefined && (
          <Button kind="primary" whyNot={whyNotNext} onClick={onNext}>
            {say.next}
          </Button>
        )}
      </div>
    </section>
  );
}
