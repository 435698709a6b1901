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
  return (
    <nav aria-label={say.label}>
      <ol className={styles.steps}>
        {steps.map((step, place) => (
          <li key={step}>
            <button
              type="button"
              className={styles.step}
              aria-current={step === current ? 'step' : undefined}
              disabled={!isOpen(step)}
              onClick={() => onGo(step)}
            >
              <span className={styles.number} aria-hidden="true">
                {place + 1}
              </span>
              {sayStep[step]}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
