import { useState } from 'react';
import { isObject } from '../../../event-contract/exact-json.ts';
import { fieldLabel, fieldWords } from '../catalog/field-labels.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Button } from '../ui/button.tsx';
import styles from './delivery-drawer.module.css';
import { FieldValue } from './field-value.tsx';

const words = defineWords(
  {
    members: (count: number) => countEn(count, 'field', 'fields'),
    items: (count: number) => countEn(count, 'item', 'items'),
    more: (count: number) => `Show ${count} more`,
  },
  {
    members: count => countRu(count, 'поле', 'поля', 'полей'),
    items: count => countRu(count, 'элемент', 'элемента', 'элементов'),
    more: count => `Показать ещё ${count}`,
  },
);

/** Deeper than this, only what is opened is drawn. */
const openDepth = 2;
const membersAtOnce = 50;

interface DataTreeProps {
  readonly value: unknown;
  readonly companyId: string;
  readonly names: Names;
  readonly depth: number;
}

/** Fields of an object, or elements of a list, each with a label for people. */
export function DataTree({ value, companyId, names, depth }: DataTreeProps) {
  const say = useWords(words);
  const [shown, setShown] = useState(membersAtOnce);
  const members = membersOf(value);
  const rest = members.length - shown;
  return (
    <div className={styles.tree}>
      {members.slice(0, shown).map(([field, member]) => (
        <Member key={field} field={field} value={member} companyId={companyId} names={names} depth={depth} />
      ))}
      {rest > 0 && (
        <Button kind="quiet" onClick={() => setShown(shown + membersAtOnce)}>
          {say.more(rest)}
        </Button>
      )}
    </div>
  );
}

function Member({ field, ...rest }: DataTreeProps & { readonly field: string }) {
  const say = useWords(words);
  const labels = useWords(fieldWords);
  const { value, depth } = rest;
  const [isOpen, setOpen] = useState(depth < openDepth);
  const label = <bdi title={field}>{fieldLabel(field, labels) ?? field}</bdi>;
  const count = membersOf(value).length;
  if (count === 0) {
    return (
      <div className={styles.member}>
        <span>{label}</span>
        <span>
          <FieldValue field={field} {...rest} />
        </span>
      </div>
    );
  }
  return (
    <details className={styles.branch} open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {label} · {Array.isArray(value) ? say.items(count) : say.members(count)}
      </summary>
      {isOpen && <DataTree {...rest} depth={depth + 1} />}
    </details>
  );
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, place) => [String(place + 1), item]);
  return isObject(value) ? Object.entries(value) : [];
}
