import type { DeliveryWithEvent, Event } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { ChangesTable } from './changes-table.tsx';
import { DataTree } from './data-tree.tsx';
import styles from './delivery-drawer.module.css';
import { changesOf, eventSummary } from './event-summary.ts';
import { TextBlock } from './text-block.tsx';
import { visibleJson } from './visible-json.ts';

const words = defineWords(
  {
    title: 'Event',
    gone: 'The data of this event is not kept any more.',
    when: 'When',
    what: 'What',
    who: 'Who',
    where: 'Where',
    fields: 'All fields',
    json: 'Data as JSON',
  },
  {
    title: 'Событие',
    gone: 'Данные этого события больше не хранятся.',
    when: 'Когда',
    what: 'Что',
    who: 'Кто',
    where: 'Где',
    fields: 'Все поля',
    json: 'Данные в JSON',
  },
);

export function EventView({ delivery: { event } }: { readonly delivery: DeliveryWithEvent }) {
  const say = useWords(words);
  return (
    <section className={styles.section}>
      <h3>{say.title}</h3>
      {event === null ? <p>{say.gone}</p> : <EventFacts event={event} />}
    </section>
  );
}

function EventFacts({ event }: { readonly event: Event }) {
  const say = useWords(words);
  const { language } = useLanguage();
  const { companyId = '', projectId, actorId, thing } = eventSummary(event);
  const names = useNames(companyId === '' ? [] : [companyId]);
  const changes = changesOf(event);
  const where = [
    companyId === '' ? '' : names.nameOf('company', companyId, companyId),
    projectId === undefined ? '' : names.nameOf('project', companyId, projectId),
  ].filter(name => name !== '');
  const facts: readonly (readonly [string, string | undefined])[] = [
    [say.when, absoluteTime(language, event.time)],
    [say.what, thing],
    [say.who, actorId && names.nameOf('person', companyId, actorId)],
    [say.where, where.length === 0 ? undefined : where.join(' → ')],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(
          ([label, text]) =>
            text !== undefined && (
              <div key={label} className={styles.fact}>
                <dt>{label}</dt>
                <dd>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ),
        )}
      </dl>
      {changes.length > 0 && <ChangesTable changes={changes} companyId={companyId} names={names} />}
      <details>
        <summary>{say.fields}</summary>
        <DataTree value={event.data} companyId={companyId} names={names} depth={0} />
      </details>
      <details>
        <summary>{say.json}</summary>
        <TextBlock label={say.json} text={visibleJson(JSON.stringify(event.data, null, 2))} />
      </details>
    </>
  );
}
