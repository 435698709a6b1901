import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import styles from './edit.module.css';

const words = defineWords(
  {
    label: 'Alternatives',
    nth: (place: number) => (place === 1 ? 'When …' : `… or when (${place})`),
    add: 'or when …',
    remove: 'Remove this alternative',
  },
  {
    label: 'Варианты',
    nth: place => (place === 1 ? 'Когда …' : `… или когда (${place})`),
    add: 'или когда …',
    remove: 'Удалить этот вариант',
  },
);

interface ClausesBarProps {
  readonly count: number;
  readonly current: number;
  onGo(place: number): void;
  /** Offered when what is asked of the current one has been asked. */
  readonly onAdd: (() => void) | undefined;
  onRemove(): void;
}

/** A webhook may listen to one thing, or when another: each alternative has its own events, places and conditions. */
export function ClausesBar({ count, current, onGo, onAdd, onRemove }: ClausesBarProps) {
  const say = useWords(words);
  if (count === 1 && onAdd === undefined) return null;
  return (
    <nav aria-label={say.label} className={styles.clauses}>
      {count > 1 &&
        Array.from({ length: count }, (_, place) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: an alternative is its place
            key={place}
            type="button"
            className={styles.chip}
            aria-current={place === current ? 'true' : undefined}
            onClick={() => onGo(place)}
          >
            {say.nth(place + 1)}
          </button>
        ))}
      {onAdd !== undefined && (
        <Button kind="quiet" onClick={onAdd}>
          {say.add}
        </Button>
      )}
      {count > 1 && (
        <Button kind="quiet" onClick={onRemove}>
          {say.remove}
        </Button>
      )}
    </nav>
  );
}
