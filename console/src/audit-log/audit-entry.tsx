import { Link, useSearchParams } from 'wouter';
import type { AuditEntry, Webhook } from '../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { withAuditFilter } from './audit-filter.ts';
import styles from './audit-log.module.css';
import { differences } from './difference.ts';
import { DifferenceList } from './difference-list.tsx';
import { operationWords } from './operation-words.ts';

const words = defineWords(
  {
    outcomes: { begun: 'may not be done', refused: 'refused' },
    means: {
      begun: 'It was begun, and nobody knows how it ended: look whether it is done.',
      refused: 'It was tried, and nothing was changed.',
    },
    when: 'When',
    more: 'Everything by the same',
    webhook: 'To the webhook',
    id: 'Id',
    theId: 'the id',
    request: 'Request',
    theRequest: 'the request’s id',
  },
  {
    outcomes: { begun: 'исход неизвестен', refused: 'отказано' },
    means: {
      begun: 'Изменение начато, но чем оно закончилось, неизвестно: проверьте сами.',
      refused: 'Была попытка, но ничего не изменилось.',
    },
    when: 'Когда',
    more: 'Всё, что сделано тем же',
    webhook: 'К вебхуку',
    id: 'Id',
    theId: 'id',
    request: 'Запрос',
    theRequest: 'id запроса',
  },
);

interface AuditEntryItemProps {
  readonly entry: AuditEntry;
  readonly who: string;
  /** The one that it was done to, where it is still there. */
  readonly webhook: Webhook | undefined;
  readonly names: Names;
}

/** One change: who did what to which thing when; opened, what differs. */
export function AuditEntryItem({ entry, who, webhook, names }: AuditEntryItemProps) {
  const say = useWords(words);
  const operations = useWords(operationWords);
  const { language } = useLanguage();
  const [address] = useSearchParams();
  const thing = useThingName(entry, webhook);
  const changed = differences(entry.before, entry.after);
  const { id } = entry.thing;
  return (
    <li className={styles.entry}>
      <details>
        <summary className={styles.summary}>
          <span className={styles.what}>
            <span className={styles.operation}>{operations[entry.operation] ?? entry.operation}</span>
            {thing !== undefined && <span>{thing}</span>}
            {entry.outcome !== 'done' && (
              <Badge tone={entry.outcome === 'refused' ? 'bad' : 'warn'}>{say.outcomes[entry.outcome]}</Badge>
            )}
          </span>
          <span className={styles.who}>
            {who} · <Ago at={entry.at} />
          </span>
        </summary>
        <div className={styles.details}>
          {entry.outcome !== 'done' && <p>{say.means[entry.outcome]}</p>}
          {changed.length > 0 && <DifferenceList differences={changed} names={names} />}
          <dl className={styles.facts}>
            <dt>{say.when}</dt>
            <dd>{absoluteTime(language, entry.at)}</dd>
            <dt>{say.id}</dt>
            <dd>
              <code>{id}</code> <CopyButton text={id} what={say.theId} />
            </dd>
            {entry.requestId !== null && (
              <>
                <dt>{say.request}</dt>
                <dd>
                  <code>{entry.requestId}</code> <CopyButton text={entry.requestId} what={say.theRequest} />
                </dd>
              </>
            )}
          </dl>
          <p className={styles.links}>
            <Link href={`/audit-log?${withAuditFilter(address, { who: entry.actor.id })}`}>{say.more}</Link>
            {webhook !== undefined && <Link href={`/webhooks/${webhook.id}`}>{say.webhook}</Link>}
          </p>
        </div>
      </details>
    </li>
  );
}

/** As it is called now, else as the entry says; ids are for the details. */
function useThingName(
  { thing, before, after }: AuditEntry,
  webhook: Webhook | undefined,
): string | undefined {
  const { language } = useLanguage();
  const eventTypes = useEventTypes().data;
  if (webhook !== undefined) return webhook.name;
  if (thing.kind === 'event-type') return titleOf(eventTypes, thing.id, language);
  return [after?.name, before?.name].find(name => typeof name === 'string');
}
