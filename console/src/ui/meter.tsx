import styles from './meter.module.css';

interface MeterProps {
  readonly label: string;
  readonly used: number;
  readonly most: number;
  /** How much is used, in words. */
  readonly text: string;
}

/** From here on it is worth saying: the service's alarms ring there, too. */
export const nearlyFull = 0.8;

/** How much of something is used: for screen readers a native meter, which browsers draw each in their own way. */
export function Meter({ label, used, most, text }: MeterProps) {
  const share = most === 0 ? 1 : Math.min(1, used / most);
  const tone = share >= 1 ? styles.bad : share >= nearlyFull ? styles.warn : styles.good;
  return (
    <div>
      <meter aria-label={label} min={0} max={most} value={used} className="visually-hidden">
        {text}
      </meter>
      <div className={styles.bar} aria-hidden="true">
        <div className={tone} style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p className={styles.text}>{text}</p>
    </div>
  );
}
