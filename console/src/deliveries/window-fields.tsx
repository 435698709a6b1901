import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Field } from '../ui/field.tsx';
import { localInputOf, timeOfInput } from './local-time.ts';

const words = defineWords(
  { from: 'From', to: 'To', turned: 'Must be later than “From”.' },
  { from: 'От', to: 'До', turned: 'Должно быть позже, чем «От».' },
);

/** RFC 3339, UTC; an empty text is no bound. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

interface WindowFieldsProps {
  readonly window: TimeWindow;
  onChange(change: Partial<TimeWindow>): void;
}

/** From when to when, in the zone of whoever looks. */
export function WindowFields({ window: { from, to }, onChange }: WindowFieldsProps) {
  const say = useWords(words);
  const isTurned = from !== '' && to !== '' && Date.parse(from) >= Date.parse(to);
  return (
    <>
      <Field label={say.from}>
        {input => (
          <input
            {...input}
            type="datetime-local"
            value={localInputOf(from)}
            onChange={event => onChange({ from: timeOfInput(event.currentTarget.value) })}
          />
        )}
      </Field>
      <Field label={say.to} error={isTurned ? say.turned : undefined}>
        {input => (
          <input
            {...input}
            type="datetime-local"
            value={localInputOf(to)}
            onChange={event => onChange({ to: timeOfInput(event.currentTarget.value) })}
          />
        )}
      </Field>
    </>
  );
}
