import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { type Purpose, purposes } from './draft.ts';
import styles from './edit.module.css';
import { StepPart } from './step-part.tsx';

const words = defineWords(
  {
    title: 'What is it for?',
    chat: {
      title: 'Post to a chat',
      about: 'Slack, Microsoft Teams or Discord: a message that people can read.',
    },
    automation: {
      title: 'Send to Zapier, Make, n8n',
      about: 'Start a scenario there the moment it happens here.',
    },
    system: {
      title: 'Send to my system',
      about: 'A signed call to an address of your own, for programmers.',
    },
    inbox: { title: 'Just show me', about: 'See what is sent, on a page here. No address needed.' },
  },
  {
    title: 'Для чего он нужен?',
    chat: {
      title: 'Написать в чат',
      about: 'Slack, Microsoft Teams или Discord: сообщение, понятное людям.',
    },
    automation: {
      title: 'Отправить в Zapier, Make, n8n',
      about: 'Запустить там сценарий, как только что-то случится здесь.',
    },
    system: {
      title: 'Отправить в мою систему',
      about: 'Подписанный вызов вашего адреса — для программистов.',
    },
    inbox: { title: 'Просто показать', about: 'Посмотреть здесь, что отправляется. Адрес не нужен.' },
  },
);

interface WhatStepProps {
  readonly chosen: Purpose | undefined;
  onChoose(purpose: Purpose): void;
}

export function WhatStep({ chosen, onChoose }: WhatStepProps) {
  const say = useWords(words);
  return (
    <StepPart title={say.title}>
      <ul className={styles.cards}>
        {purposes.map(purpose => (
          <li key={purpose}>
            <button
              type="button"
              className={styles.cardButton}
              aria-pressed={purpose === chosen}
              onClick={() => onChoose(purpose)}
            >
              <strong>{say[purpose].title}</strong>
              <span>{say[purpose].about}</span>
            </button>
          </li>
        ))}
      </ul>
    </StepPart>
  );
}
