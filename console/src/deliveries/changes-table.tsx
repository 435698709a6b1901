import { fieldLabel, fieldWords } from '../catalog/field-labels.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import styles from './delivery-drawer.module.css';
import type { FieldChange } from './event-summary.ts';
import { FieldValue } from './field-value.tsx';

const words = defineWords(
  { title: 'What changed', field: 'Field', before: 'Was', after: 'Became' },
  { title: 'Что изменилось', field: 'Поле', before: 'Было', after: 'Стало' },
);

interface ChangesTableProps {
  readonly changes: readonly FieldChange[];
  readonly companyId: string;
  readonly names: Names;
}

export function ChangesTable({ changes, companyId, names }: ChangesTableProps) {
  const say = useWords(words);
  const labels = useWords(fieldWords);
  return (
    <table className={styles.changes}>
      <caption className="visually-hidden">{say.title}</caption>
      <thead>
        <tr>
          <th scope="col">{say.field}</th>
          <th scope="col">{say.before}</th>
          <th scope="col">{say.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">
              <bdi>{fieldLabel(field, labels) ?? field}</bdi>
            </th>
            <td>
              <FieldValue field={field} value={from} companyId={companyId} names={names} />
            </td>
            <td>
              <FieldValue field={field} value={to} companyId={companyId} names={names} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
