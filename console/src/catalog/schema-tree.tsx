import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { kindText, kindWords } from './kind-words.ts';
import type { SchemaField } from './schema-fields.ts';
import styles from './schema-tree.module.css';

/** What an event carries; objects open up, by keyboard too. */
export function SchemaTree({ fields }: { readonly fields: readonly SchemaField[] }) {
  return (
    <ul className={styles.fields}>
      {fields.map(field => (
        <li key={field.name} className={styles.field}>
          <FieldItem field={field} />
        </li>
      ))}
    </ul>
  );
}

function FieldItem({ field }: { readonly field: SchemaField }) {
  const [isOpen, setOpen] = useState(false);
  if (field.fields().length === 0) {
    return (
      <div className={styles.leaf}>
        <FieldText field={field} />
      </div>
    );
  }
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <FieldText field={field} />
      </summary>
      {isOpen && <SchemaTree fields={field.fields()} />}
    </details>
  );
}

function FieldText({ field }: { readonly field: SchemaField }) {
  const say = useWords(kindWords);
  return (
    <span className={styles.text}>
      <code className={styles.name}>{field.name}</code>{' '}
      <span className={styles.kind}>{kindText(field.kinds, say)}</span>
      {field.isRequired && <span className={styles.required}> {say.required}</span>}
      {field.description !== undefined && <span className={styles.description}>{field.description}</span>}
    </span>
  );
}
