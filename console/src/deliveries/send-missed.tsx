import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded, Skeleton } from '../ui/loaded.tsx';
import { MissedForm } from './missed-form.tsx';
import { missedWindow } from './missed-window.ts';
import { ResendState } from './resend-state.tsx';
import styles from './resends.module.css';
import { isRunning, useHistory, useResends } from './resends.ts';

const words = defineWords(
  {
    title: 'Send missed',
    lead: 'Sends again what was not delivered in a stretch of time, oldest first, each in a run of up to five attempts.',
    past: 'Earlier',
  },
  {
    title: 'Дослать пропущенное',
    lead: 'Повторно отправляет то, что не было доставлено за отрезок времени: сначала старое, каждое до пяти попыток.',
    past: 'Раньше',
  },
);

interface SendMissedProps {
  readonly webhook: WebhookDetails;
  readonly isOpen: boolean;
  onClose(): void;
}

export function SendMissed({ webhook, isOpen, onClose }: SendMissedProps) {
  const say = useWords(words);
  return (
    <Dialog title={say.title} isOpen={isOpen} onClose={onClose}>
      <p>{say.lead}</p>
      <Missed webhook={webhook} />
    </Dialog>
  );
}

function Missed({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const resends = useResends(webhook.id);
  const history = useHistory(webhook.id);
  return (
    <Loaded query={resends} lines={6}>
      {all => {
        const running = all.find(isRunning);
        const past = all.filter(resend => !isRunning(resend));
        return (
          <>
            {running !== undefined && <ResendState webhook={webhook} resend={running} />}
            {running === undefined && history.isPending && <Skeleton lines={4} />}
            {running === undefined && !history.isPending && (
              <MissedForm webhook={webhook} suggested={missedWindow(history.data ?? [], Date.now())} />
            )}
            {past.length > 0 && (
              <>
                <h2>{say.past}</h2>
                <ul className={styles.past}>
                  {past.map(resend => (
                    <li key={resend.id}>
                      <ResendState webhook={webhook} resend={resend} />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
