import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import styles from './audit-log.module.css';
import { type Difference, listChange } from './difference.ts';
import { memberName, memberWords } from './member-words.ts';
import { useValueText } from './use-value-text.ts';

const words = defineWords({ was: 'was', is: 'became' }, { was: 'было', is: 'стало' });

interface DifferenceListProps {
  readonly differences: readonly Difference[];
  readonly names: Names;
}

/** Was and became, value by value; of lists only what went and what came. */
export function DifferenceList({ differences, names }: DifferenceListProps) {
  const members = useWords(memberWords);
  return (
    <dl className={styles.differences}>
      {differences.map(difference => (
        <div key={difference.path.join('.')} className={styles.difference}>
          <dt>{memberName(difference.path, members)}</dt>
          <dd>
            <Sides difference={difference} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sides({ difference, names }: { readonly difference: Difference; readonly names: Names }) {
  const say = useWords(words);
  const textOf = useValueText(names);
  const { path, before, after } = difference;
  const member = path.findLast(part => !/^\d+$/.test(part)) ?? '';
  const change = listChange(before, after);
  const [was, is] = change === undefined ? [before, after] : [listed(change.gone), listed(change.added)];
  return (
    <>
      {was !== undefined && (
        <del className={styles.was}>
          <span className="visually-hidden">{say.was} </span>
          {textOf(member, was)}
        </del>
      )}
      {is !== undefined && (
        <ins className={styles.is}>
          <span className="visually-hidden">{say.is} </span>
          {textOf(member, is)}
        </ins>
      )}
    </>
  );
}

const listed = (items: readonly unknown[]) => (items.length === 0 ? undefined : items);
