import { CopyButton } from '../ui/copy-button.tsx';
import styles from './text-block.module.css';
import { visibleText } from './visible-json.ts';

interface TextBlockProps {
  /** What it is, in words. */
  readonly label: string;
  readonly text: string;
  /** Of what it is, where there are more of the same label. */
  readonly of?: string;
}

/** Text of somebody else's, as it is: it scrolls within itself, and nothing in it is markup. */
export function TextBlock({ label, text, of }: TextBlockProps) {
  const name = of === undefined ? label : `${label}, ${of}`;
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <CopyButton text={text} what={name} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard, https://www.w3.org/TR/WCAG22/#keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={name}>
        <pre dir="auto">{visibleText(text)}</pre>
      </section>
    </div>
  );
}
