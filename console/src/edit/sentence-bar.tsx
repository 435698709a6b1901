import type { UseQueryResult } from '@tanstack/react-query';
import type { Preview } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './edit.module.css';

const words = defineWords(
  {
    title: 'What it will do',
    nothing: 'Choose when and where: this line will say what the webhook does.',
  },
  {
    title: 'Что он будет делать',
    nothing: 'Выберите, когда и где: здесь появится, что делает вебхук.',
  },
);

interface SentenceBarProps {
  readonly preview: UseQueryResult<Preview>;
  readonly isComplete: boolean;
}

/** What the webhook does, in a sentence that is always in sight. */
export function SentenceBar({ preview, isComplete }: SentenceBarProps) {
  const say = useWords(words);
  if (isComplete && preview.isError) return <ProblemNotice error={preview.error} />;
  const { sentence, volume } = (isComplete ? preview.data : undefined) ?? {
    sentence: say.nothing,
    volume: null,
  };
  return (
    <section className={styles.sentence} aria-label={say.title} aria-live="polite">
      <p>{sentence}</p>
      {volume !== null && <p className={styles.volume}>{volume.sentence}</p>}
    </section>
  );
}
