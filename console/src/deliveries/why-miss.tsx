import type { Filter, Verdict } from '../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { fieldLabel, fieldWords, namedKindOf } from '../catalog/field-labels.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { quoted } from '../webhooks/status-words.ts';
import { companiesOf } from './delivery-filter.ts';
import { visibleJson } from './visible-json.ts';
import styles from './why.module.css';

type Miss = Verdict['misses'][number];

const words = defineNounWords(
  ({ company: [company], project: [project] }) => ({
    clause: (number: number) => `Condition set ${number}`,
    reasons: {
      'event-type': 'Another event is meant',
      company: `Another ${company} or ${project} is meant`,
      condition: 'A condition was not met',
      not: 'Something that must not be so was so',
      'same-element': 'The conditions were met, but not by one and the same item of a list',
    } satisfies Record<Miss['reason'], string>,
    asked: 'Asked for',
    seen: (field: string) => `Came: ${field}`,
    was: (field: string) => `Was: ${field}`,
    became: (field: string) => `Became: ${field}`,
    nothing: 'nothing',
    eventType: 'event',
  }),
  ({ company, project }) => ({
    clause: number => `Набор условий ${number}`,
    reasons: {
      'event-type': 'Нужно другое событие',
      company: `Нужны другие ${company.nominative[1]} или ${project.nominative[1]}`,
      condition: 'Условие не выполнено',
      not: 'Выполнено то, чего быть не должно',
      'same-element': 'Условия выполнены, но не одним и тем же элементом списка',
    },
    asked: 'Требуется',
    seen: field => `Пришло: ${field}`,
    was: field => `Было: ${field}`,
    became: field => `Стало: ${field}`,
    nothing: 'ничего',
    eventType: 'событие',
  }),
);

interface WhyMissProps {
  readonly miss: Miss;
  readonly filter: Filter;
  /** Of the webhook's sets of conditions. */
  readonly isOnly: boolean;
}

/** What failed first in one set of conditions: what was asked for, and what was seen. */
export function WhyMiss({ miss, filter, isOnly }: WhyMissProps) {
  const say = useWords(words);
  const labels = useWords(fieldWords);
  const { language } = useLanguage();
  const { data: eventTypes } = useEventTypes();
  const companyIds = companiesOf({ filter });
  const names = useNames(companyIds);
  const asked = miss.asked ?? askedByClause();

  function askedByClause(): string {
    const clause = filter.anyOf[miss.clause];
    if (miss.reason === 'event-type') {
      return quoted(
        (clause?.eventTypes ?? []).map(name => titleOf(eventTypes, name, language)),
        language,
      );
    }
    if (miss.reason !== 'company') return '';
    const places = (clause?.companies ?? []).map(({ companyId, projectIds }) => {
      const company = quoted([names.nameOf('company', companyId, companyId)], language);
      if (projectIds === '*') return company;
      return `${company} → ${quoted(
        projectIds.map(id => names.nameOf('project', companyId, id)),
        language,
      )}`;
    });
    return places.join('; ');
  }

  function labelOf(field: string): string {
    if (miss.reason === 'event-type') return say.seen(say.eventType);
    const [state, ...rest] = field.split('.');
    const name = fieldLabel(rest.at(-1) ?? field, labels)?.toLowerCase();
    if (state === 'previousValue') return say.was(name ?? rest.join('.'));
    if (state === 'currentValue') return say.became(name ?? rest.join('.'));
    return say.seen(name ?? field);
  }

  function valueText(field: string, value: Miss['seen'][number]['values'][number]): string {
    if (typeof value !== 'string') return visibleJson(JSON.stringify(value));
    if (miss.reason === 'event-type') return quoted([titleOf(eventTypes, value, language)], language);
    const kind = namedKindOf(field.split('.').at(-1) ?? field);
    const found = kind && companyIds.map(id => names.nameOf(kind, id, value)).find(name => name !== value);
    return quoted([found ?? value], language);
  }

  return (
    <li className={styles.miss}>
      <p>
        {!isOnly && <span className={styles.quiet}>{say.clause(miss.clause + 1)}: </span>}
        <strong>{say.reasons[miss.reason]}</strong>
      </p>
      <dl className={styles.facts}>
        {asked !== '' && (
          <div className={styles.fact}>
            <dt>{say.asked}</dt>
            <dd>
              <bdi>{asked}</bdi>
            </dd>
          </div>
        )}
        {miss.seen.map(({ field, values }) => (
          <div key={field} className={styles.fact}>
            <dt title={field}>
              <bdi>{labelOf(field)}</bdi>
            </dt>
            <dd>
              <bdi>
                {values.length === 0 ? say.nothing : values.map(value => valueText(field, value)).join(', ')}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
