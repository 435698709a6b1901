import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import styles from './charts.module.css';

const words = defineWords(
  { asTable: 'Show as table', asChart: 'Show as chart' },
  { asTable: 'Показать таблицей', asChart: 'Показать графиком' },
);

export interface ChartTable {
  readonly columns: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

interface ChartFigureProps {
  readonly title: string;
  /** What belongs to which mark. */
  readonly legend?: ReactNode;
  readonly table: ChartTable;
  /** The drawing: screen readers get the table instead. */
  readonly children: ReactNode;
}

/** A drawing of numbers, and the same numbers as a table. */
export function ChartFigure({ title, legend, table, children }: ChartFigureProps) {
  const say = useWords(words);
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h2 id={titleId}>{title}</h2>
        <span className={styles.toggle}>
          <Button kind="quiet" aria-describedby={titleId} onClick={() => setTable(!isTable)}>
            {isTable ? say.asChart : say.asTable}
          </Button>
        </span>
      </figcaption>
      {!isTable && legend}
      {!isTable && <div aria-hidden="true">{children}</div>}
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        <section className={styles.table} tabIndex={0} aria-labelledby={titleId}>
          <NumberTable title={title} table={table} />
        </section>
      ) : (
        <div className="visually-hidden">
          <NumberTable title={title} table={table} />
        </div>
      )}
    </figure>
  );
}

function NumberTable({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <table>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {table.columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name = '', ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
              <td key={place}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
