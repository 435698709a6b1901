import { type ReactNode, useEffect, useRef } from 'react';
import styles from './checkbox.module.css';

interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  /** Some of what it stands for is chosen, some not. */
  readonly mixed?: boolean;
  readonly description?: ReactNode;
  /** It cannot be chosen; the description says why. */
  readonly isOff?: boolean;
  onChange(checked: boolean): void;
}

export function Checkbox({
  label,
  checked,
  mixed = false,
  description,
  isOff = false,
  onChange,
}: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <label className={styles.checkbox}>
      <input
        ref={input}
        type="checkbox"
        checked={checked}
        disabled={isOff}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {description !== undefined && <span className={styles.description}>{description}</span>}
      </span>
    </label>
  );
}
