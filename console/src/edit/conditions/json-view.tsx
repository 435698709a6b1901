import { useState } from 'react';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { ConditionDraft } from './condition-draft.ts';
import styles from './conditions.module.css';

const words = defineWords(
  {
    label: 'Conditions as JSON',
    hint: 'Conditions as the API takes them, or {"pattern": …}, an EventBridge pattern. Empty: no conditions.',
    take: 'Use it',
    wrong: 'This is not JSON: an object is expected, such as {"all":[]}.',
  },
  {
    label: 'Условия в виде JSON',
    hint: 'Условия, как их принимает API, или {"pattern": …} — шаблон EventBridge. Пусто — без условий.',
    take: 'Применить',
    wrong: 'Это не JSON: нужен объект, например {"all":[]}.',
  },
);

/** @returns undefined for what is no object */
function parse(text: string): ConditionDraft | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What it has to be like is the API's to say: the preview asks it. */
const isDraft = (value: unknown): value is ConditionDraft =>
  typeof value === 'object' &&
  value !== null &&
  ['all', 'any', 'not', 'pattern', 'op'].some(name => Object.hasOwn(value, name));

interface JsonViewProps {
  readonly conditions: ConditionDraft | undefined;
  readonly error: string | undefined;
  onChange(conditions: ConditionDraft | undefined): void;
}

export function JsonView({ conditions, error, onChange }: JsonViewProps) {
  const say = useWords(words);
  const [text, setText] = useState(conditions === undefined ? '' : JSON.stringify(conditions, null, 2));
  const [isWrong, setWrong] = useState(false);
  function take(): void {
    const parsed = parse(text);
    setWrong(parsed === undefined && text.trim() !== '');
    if (parsed !== undefined || text.trim() === '') onChange(parsed);
  }
  return (
    <div className={styles.json}>
      <Field label={say.label} hint={say.hint} error={isWrong ? say.wrong : error}>
        {input => (
          <textarea
            {...input}
            className={`${input.className} ${styles.code}`}
            rows={12}
            spellCheck={false}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            onBlur={take}
          />
        )}
      </Field>
      <Button onClick={take}>{say.take}</Button>
    </div>
  );
}
