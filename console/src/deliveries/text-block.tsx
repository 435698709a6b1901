import { CopyButton } from '../ui/copy-button.tsx';
import styles from './text-block.module.css';

interface TextBlockProps {
  /** What it is, in words. */
  readonly label: string;
  readonly text: string;
  /** To be copied in place of what is shown. */
  readonly copied?: string;
}

/** Text of somebody else's, as it is: it scrolls within itself, and nothing in it is markup. */
export function TextBlock({ label, text, copied = text }: TextBlockProps) {
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <CopyButton text={copied} what={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard, https://www.w3.org/TR/WCAG22/#keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={label}>
        <pre dir="auto">{text}</pre>
      </section>
    </div>
  );
}
