import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly kind: 'good' | 'warn' | 'bad' | 'plain';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

/** Something that whoever looks should know; a bad one is read out at once. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {title !== undefined && <p className={styles.title}>{title}</p>}
      {children}
    </div>
  );
}
