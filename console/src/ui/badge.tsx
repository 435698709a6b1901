import type { ReactNode } from 'react';
import styles from './badge.module.css';

/** A word or two about a thing, beside its name; never by colour alone. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'good' | 'warn' | 'bad' | 'plain';
  readonly children: ReactNode;
}) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>;
}
