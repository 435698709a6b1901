import { useEffect, useRef } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import styles from './edit.module.css';
import { type Step, stepWords } from './steps.ts';

const words = defineWords({ label: 'Steps' }, { label: 'Шаги' });

interface StepperProps {
  readonly steps: readonly Step[];
  readonly current: Step;
  /** What can be gone to now. */
  isOpen(step: Step): boolean;
  onGo(step: Step): void;
}

export function Stepper({ steps, current, isOpen, onGo }: StepperProps) {
  const say = useWords(words);
  const sayStep = useWords(stepWords);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // On a phone only some of them are in sight.
    const here = list.current?.children[steps.indexOf(current)];
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [steps, current]);
  return (
    <nav aria-label={say.label}>
      <ol ref={list} className={styles.steps}>
        {steps.map((step, place) => (
          <li key={step}>
            {isOpen(step) || step === current ? (
              <button
                type="button"
                className={styles.step}
                aria-current={step === current ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                <StepName place={place} name={sayStep[step]} />
              </button>
            ) : (
              <span className={styles.step}>
                <StepName place={place} name={sayStep[step]} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepName({ place, name }: { readonly place: number; readonly name: string }) {
  return (
    <>
      <span className={styles.number} aria-hidden="true">
        {place + 1}
      </span>
      {name}
    </>
  );
}
