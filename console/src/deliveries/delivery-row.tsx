import { useRef } from 'react';
import type { Delivery, EventType } from '../../../client/api/client.ts';
import { errorNames } from '../attempts/error-names.ts';
import { titleOf } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { durationText } from '../language/time-text.ts';
import type { Names } from '../names/names.ts';
import { Ago } from '../ui/ago.tsx';
import { useSeen } from '../ui/use-seen.ts';
import { useDeliveryEvent } from './deliveries.ts';
import { DeliveryBadge } from './delivery-badge.tsx';
import styles from './delivery-list.module.css';
import { eventSummary } from './event-summary.ts';

interface DeliveryRowProps {
  readonly delivery: Delivery;
  readonly eventTypes: readonly EventType[];
  readonly names: Names;
  onOpen(id: string): void;
}

export function DeliveryRow({ delivery, eventTypes, names, onOpen }: DeliveryRowProps) {
  const { language } = useLanguage();
  return (
    <li className={styles.row}>
      <DeliveryBadge delivery={delivery} />
      <span className={styles.about}>
        <button
          type="button"
          className={styles.open}
          aria-haspopup="dialog"
          onClick={() => onOpen(delivery.id)}
        >
          {titleOf(eventTypes, delivery.eventType, language)}
        </button>
        <About deliveryId={delivery.id} names={names} />
      </span>
      <LastAttempt attempts={delivery.attempts} />
      <span className={styles.time}>
        <Ago at={delivery.createdAt} />
      </span>
    </li>
  );
}

/** What the event tells of, who did it, and where. */
function About({ deliveryId, names }: { readonly deliveryId: string; readonly names: Names }) {
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useSeen(place);
  const { data: event } = useDeliveryEvent(deliveryId, isSeen);
  const summary = event === undefined || event === null ? undefined : eventSummary(event);
  const { companyId = '', projectId, actorId, thing } = summary ?? {};
  const actor = actorId && names.nameOf('person', companyId, actorId);
  const project = projectId && names.nameOf('project', companyId, projectId);
  const parts = [thing, actor, project].filter(part => part !== undefined && part !== '');
  return (
    <span ref={place} className={styles.summary}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: each part has its place
        <bdi key={place} className={styles.part}>
          {part}
        </bdi>
      ))}
    </span>
  );
}

/** What came of it: the status of HTTP, or what went wrong in words, and how long it took. */
function LastAttempt({ attempts }: Pick<Delivery, 'attempts'>) {
  const names = useWords(errorNames);
  const { language } = useLanguage();
  const last = attempts.at(-1);
  if (last === undefined) return <span className={styles.outcome} />;
  return (
    <span className={styles.outcome}>
      <span>
        {last.status !== null && <span className={styles.http}>HTTP {last.status}</span>}
        {last.status === null && last.error !== null && names[last.error]}
      </span>
      <span className={styles.duration}>{durationText(language, last.durationMs)}</span>
    </span>
  );
}
