import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Names the browser's tab, where the title does not say enough. */
  readonly tabTitle?: string | undefined;
  /** Where one came from. */
  readonly back?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** Below the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page of its own: names the browser's tab and takes the focus, as a page that is loaded would. */
export function Page({ title, tabTitle = title, back, actions, lead, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.page}>
      {back !== undefined && <div className={styles.back}>{back}</div>}
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      {children}
    </div>
  );
}

/** A part of a page, on a ground of its own. */
export function Card({
  title,
  actions,
  children,
}: {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.card}>
      {(title !== undefined || actions !== undefined) && (
        <div className={styles.head}>
          {title !== undefined && <h2>{title}</h2>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
