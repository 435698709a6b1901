import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Instead of an empty list: what would be here, and how to get it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
