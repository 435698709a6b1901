import * as Ariakit from '@ariakit/react';
import type { ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { focusHeading } from './focus-heading.ts';

const words = defineWords({ close: 'Close', cancel: 'Cancel' }, { close: 'Закрыть', cancel: 'Отмена' });

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** At the side, over the whole height. */
  readonly isDrawer?: boolean;
  onClose(): void;
  readonly children: ReactNode;
}

/** Whatever opened the dialog may be gone by what it has done. @returns whether it is there, and gets the focus */
function giveFocusBack(opener: HTMLElement | null): boolean {
  if (opener === null) focusHeading();
  return opener !== null;
}

/** Nobody can leave it with the focus. A page that opens together with it takes the focus for a moment, which closes nothing. */
const isClick = ({ type }: { readonly type: string }): boolean => type === 'click';

/** Takes the focus and gives it back; Escape and a click beside it close it. */
export function Dialog({ title, isOpen, isDrawer = false, onClose, children }: DialogProps) {
  const say = useWords(words);
  return (
    <Ariakit.Dialog
      open={isOpen}
      onClose={onClose}
      unmountOnHide
      autoFocusOnHide={giveFocusBack}
      hideOnInteractOutside={isClick}
      className={isDrawer ? styles.drawer : styles.dialog}
      backdrop={<div className={styles.backdrop} />}
    >
      <div className={styles.head}>
        <Ariakit.DialogHeading className={styles.title}>{title}</Ariakit.DialogHeading>
        <Button kind="quiet" onClick={onClose}>
          {say.close}
        </Button>
      </div>
      {children}
    </Ariakit.Dialog>
  );
}

interface ConfirmProps extends Omit<DialogProps, 'isDrawer'> {
  readonly action: string;
  readonly isDanger?: boolean;
  readonly busy?: boolean;
  /** What came of it is left to read. @default false */
  readonly isDone?: boolean;
  onConfirm(): void;
}

/** Says what is going to happen, before it does. */
export function Confirm({
  action,
  isDanger = false,
  busy = false,
  isDone = false,
  onConfirm,
  children,
  ...dialog
}: ConfirmProps) {
  const say = useWords(words);
  return (
    <Dialog {...dialog}>
      {children}
      {!isDone && (
        <div className={styles.foot}>
          <Button onClick={dialog.onClose}>{say.cancel}</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
