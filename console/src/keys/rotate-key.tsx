import { useState } from 'react';
import type { CreatedKey, Key } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { Confirm } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { overlapHours } from './key-life.ts';
import { useRotateKey } from './keys.ts';

const words = defineWords(
  {
    title: (name: string) => `Replace the key “${name}”`,
    what: 'You get a new key that may do the same. The old one stays valid for a while, so that you can put the new one in its place.',
    overlap: 'The old key stays valid for',
    not: 'no longer: it ends at once',
    hours: (count: number) =>
      count < 48 ? countEn(count, 'hour', 'hours') : countEn(count / 24, 'day', 'days'),
    action: 'Make a new key',
  },
  {
    title: name => `Замена ключа «${name}»`,
    what: 'Вы получите новый ключ с теми же правами. Старый ещё какое-то время будет работать, чтобы вы успели его заменить.',
    overlap: 'Старый ключ работает ещё',
    not: 'нисколько: отключится сразу',
    hours: count =>
      count < 48 ? countRu(count, 'час', 'часа', 'часов') : countRu(count / 24, 'день', 'дня', 'дней'),
    action: 'Создать новый ключ',
  },
);

interface RotateKeyProps {
  readonly apiKey: Key;
  onMade(key: CreatedKey): void;
  onClose(): void;
}

export function RotateKey({ apiKey, onMade, onClose }: RotateKeyProps) {
  const say = useWords(words);
  const [hours, setHours] = useState<number>(24);
  const rotation = useRotateKey(apiKey.id, onMade);
  return (
    <Confirm
      isOpen
      title={say.title(apiKey.name)}
      action={say.action}
      busy={rotation.isPending}
      onConfirm={() => rotation.mutate(hours)}
      onClose={onClose}
    >
      <p>{say.what}</p>
      <Field label={say.overlap}>
        {input => (
          <select {...input} value={hours} onChange={event => setHours(Number(event.currentTarget.value))}>
            {overlapHours.map(count => (
              <option key={count} value={count}>
                {count === 0 ? say.not : say.hours(count)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {rotation.isError && <ProblemNotice error={rotation.error} />}
    </Confirm>
  );
}
