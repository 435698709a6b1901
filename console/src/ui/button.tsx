import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet';

/** A plain one has no class of its own. */
const classOf = (kind: ButtonKind): string => [styles.button, styles[kind]].filter(Boolean).join(' ');

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  readonly kind?: ButtonKind;
  /** Something is under way: the button waits, and says so. */
  readonly busy?: boolean;
  /** Why it cannot be used now: it stays where it is, can be reached, and says why. */
  readonly whyNot?: string | undefined;
  readonly children: ReactNode;
}

export function Button({ kind = 'plain', busy = false, whyNot, onClick, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const isOff = busy || whyNot !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={classOf(kind)}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-describedby={whyNot === undefined ? rest['aria-describedby'] : reasonId}
      onClick={event => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {busy && <span className={styles.spinner} aria-hidden="true" />}
    </button>
  );
  if (whyNot === undefined) return button;
  return (
    <span className={styles.explained}>
      {button}
      <span id={reasonId} className={styles.reason}>
        {whyNot}
      </span>
    </span>
  );
}

interface ButtonLinkProps {
  readonly href: string;
  readonly kind?: ButtonKind;
  readonly whyNot?: string | undefined;
  readonly children: ReactNode;
}

/** Goes to another page of the console, and looks like a button. */
export function ButtonLink({ href, kind = 'plain', whyNot, children }: ButtonLinkProps) {
  if (whyNot !== undefined) {
    return (
      <Button kind={kind} whyNot={whyNot}>
        {children}
      </Button>
    );
  }
  return (
    <Link href={href} className={classOf(kind)}>
      {children}
    </Link>
  );
}
