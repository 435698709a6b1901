import type { ReactNode } from 'react';
import styles from './badge.module.css';

interface BadgeProps {
  readonly tone?: 'good' | 'warn' | 'bad' | 'plain';
  /** Of a state, which changes. */
  readonly hasDot?: boolean;
  readonly children: ReactNode;
}

/** A word or two about a thing, beside its name; never by colour alone. */
export function Badge({ tone = 'plain', hasDot = false, children }: BadgeProps) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      {hasDot && <span className={styles.dot} aria-hidden="true" />}
      <span>{children}</span>
    </span>
  );
}
