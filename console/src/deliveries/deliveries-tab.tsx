import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import styles from './deliveries-tab.module.css';
import {
  anyDelivery,
  type DeliveryFilter,
  readDeliveryFilter,
  withDeliveryFilter,
} from './delivery-filter.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { FilterControls } from './filter-controls.tsx';
import { RunningResend } from './running-resend.tsx';
import { SendMissed } from './send-missed.tsx';
import { WhyDialog } from './why-dialog.tsx';

const words = defineWords(
  { title: 'Deliveries', why: 'Why did I not get it?', missed: 'Send missed' },
  { title: 'Доставки', why: 'Почему не сработал?', missed: 'Дослать пропущенное' },
);

const whyName = 'why';

/** The delivery log of a webhook: what was sent, when, and what came of it. */
export default function DeliveriesTab({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const whyNotResend = useWhyNot('deliveries:resend');
  const [address, setAddress] = useSearchParams();
  const [isMissedOpen, setMissedOpen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const filter = readDeliveryFilter(address);

  const change = useCallback(
    (changed: Partial<DeliveryFilter>) =>
      setAddress(before => withDeliveryFilter(before, { ...readDeliveryFilter(before), ...changed }), {
        replace: true,
      }),
    [setAddress],
  );

  /** @param value null takes it out of the address */
  function put(name: string, value: string | null): void {
    setAddress(before => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  }

  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {say.title}
        </h2>
        <div className={styles.actions}>
          <Button onClick={() => put(whyName, '')}>{say.why}</Button>
          <Button whyNot={whyNotResend} onClick={() => setMissedOpen(true)}>
            {say.missed}
          </Button>
        </div>
      </div>
      <RunningResend webhook={webhook} />
      <FilterControls webhook={webhook} filter={filter} onChange={change} />
      <DeliveryLog
        // Another filter is another list.
        key={JSON.stringify(filter)}
        webhook={webhook}
        filter={filter}
        onReset={() => {
          change(anyDelivery);
          // The button goes away.
          heading.current?.focus();
        }}
      />
      <SendMissed webhook={webhook} isOpen={isMissedOpen} onClose={() => setMissedOpen(false)} />
      <WhyDialog
        webhook={webhook}
        eventId={address.get(whyName)}
        onAsk={eventId => put(whyName, eventId)}
        onClose={() => put(whyName, null)}
      />
    </div>
  );
}
