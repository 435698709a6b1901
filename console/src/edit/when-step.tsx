import { useState } from 'react';
import type { EventType } from '../../../client/api/client.ts';
import { titleOf } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { choose, chooseAll, isAll, isChosen, popularOf } from './choose-events.ts';
import type { Clause } from './draft.ts';
import styles from './edit.module.css';
import { EventTree } from './event-tree.tsx';
import { StepPart } from './step-part.tsx';

const words = defineWords(
  {
    title: 'When should it happen?',
    popular: 'Often chosen',
    more: 'All events',
    search: 'Search events',
    all: 'Every event, future ones too',
    chosen: (count: number) => `${count} chosen`,
    chosenAll: 'All are chosen',
    clear: 'Clear',
    needed: 'Choose at least one event.',
  },
  {
    title: 'Когда это должно происходить?',
    popular: 'Часто выбирают',
    more: 'Все события',
    search: 'Поиск событий',
    all: 'Любое событие, в том числе будущие',
    chosen: count => `Выбрано: ${count}`,
    chosenAll: 'Выбраны все',
    clear: 'Сбросить',
    needed: 'Выберите хотя бы одно событие.',
  },
);

interface WhenStepProps {
  readonly clause: Clause;
  readonly eventTypes: readonly EventType[];
  onChange(change: Pick<Clause, 'eventTypes' | 'exceptEventTypes'>): void;
  readonly onBack?: (() => void) | undefined;
  onNext(): void;
}

export function WhenStep({ clause, eventTypes, onChange, onBack, onNext }: WhenStepProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  const [search, setSearch] = useState('');
  const isEmpty = clause.eventTypes.length === 0;
  const [beganEmpty] = useState(isEmpty);
  const count = eventTypes.filter(({ name }) => isChosen(clause, name)).length;
  const isWhole = isAll(clause) && clause.exceptEventTypes === undefined;
  return (
    <StepPart title={say.title} onBack={onBack} onNext={onNext} whyNotNext={isEmpty ? say.needed : undefined}>
      <fieldset>
        <legend className={styles.legend}>{say.popular}</legend>
        <ul className={styles.chips}>
          {popularOf(eventTypes).map(({ name }) => {
            const isOn = isChosen(clause, name);
            return (
              <li key={name}>
                <button
                  type="button"
                  className={styles.chip}
                  aria-pressed={isOn}
                  onClick={() => onChange(choose(clause, [name], !isOn))}
                >
                  {titleOf(eventTypes, name, language)}
                </button>
              </li>
            );
          })}
        </ul>
      </fieldset>
      <details className={styles.more} open={!beganEmpty || undefined}>
        <summary>{say.more}</summary>
        <Field label={say.search}>
          {input => (
            <input
              {...input}
              type="search"
              value={search}
              onChange={event => setSearch(event.currentTarget.value)}
            />
          )}
        </Field>
        <div className={styles.counted}>
          <span role="status">{isWhole ? say.chosenAll : say.chosen(count)}</span>
          <Button kind="quiet" onClick={() => onChange(chooseAll(false))}>
            {say.clear}
          </Button>
        </div>
        <Checkbox
          label={say.all}
          checked={isWhole}
          mixed={isAll(clause) && !isWhole}
          onChange={wanted => onChange(chooseAll(wanted))}
        />
        <EventTree events={clause} eventTypes={eventTypes} search={search} onChange={onChange} />
      </details>
    </StepPart>
  );
}
