import type { EventType, Preview } from '../../../client/api/client.ts';
import { titleOf } from '../catalog/event-types.ts';
import { namedKindOf } from '../deliveries/field-labels.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Ago } from '../ui/ago.tsx';
import { Card } from '../ui/page.tsx';
import styles from './edit.module.css';

const words = defineWords(
  {
    title: 'Check on recent events',
    off: 'This service keeps no recent events to check on.',
    none: 'There are no recent events yet. As soon as something happens, it is checked here.',
    matched: (matches: number, all: number) =>
      `Fits ${matches} of ${countEn(all, 'recent event', 'recent events')}`,
    fits: 'Fits',
    fitsNot: 'Does not fit',
    why: 'Why not?',
    seen: (values: string) => `It was: ${values}`,
    nothing: 'nothing',
    more: 'Show more',
  },
  {
    title: 'Проверить на недавних событиях',
    off: 'Сервис не хранит недавние события, проверить не на чем.',
    none: 'Недавних событий пока нет. Как только что-то произойдёт, здесь будет проверка.',
    matched: (matches, all) =>
      `Подходит ${matches} из ${countRu(all, 'недавнего события', 'недавних событий', 'недавних событий')}`,
    fits: 'Подходит',
    fitsNot: 'Не подходит',
    why: 'Почему не сработал?',
    seen: values => `Было: ${values}`,
    nothing: 'ничего',
    more: 'Показать ещё',
  },
);

/** The others are there when they are asked for. */
const shownAtOnce = 6;

interface RecentCheckProps {
  readonly recent: Preview['recent'];
  readonly eventTypes: readonly EventType[];
  readonly names: Names;
}

type Verdict = NonNullable<Preview['recent']>[number];

/** Which of the recent events the filter would have taken, and why not the others. */
export function RecentCheck({ recent, eventTypes, names }: RecentCheckProps) {
  const say = useWords(words);
  if (recent === null) return <Card title={say.title}>{say.off}</Card>;
  if (recent.length === 0) return <Card title={say.title}>{say.none}</Card>;
  return (
    <Card title={say.title}>
      <p role="status">{say.matched(recent.filter(({ matches }) => matches).length, recent.length)}</p>
      <Verdicts verdicts={recent.slice(0, shownAtOnce)} eventTypes={eventTypes} names={names} />
      {recent.length > shownAtOnce && (
        <details>
          <summary>{say.more}</summary>
          <Verdicts verdicts={recent.slice(shownAtOnce)} eventTypes={eventTypes} names={names} />
        </details>
      )}
    </Card>
  );
}

interface VerdictsProps extends Omit<RecentCheckProps, 'recent'> {
  readonly verdicts: readonly Verdict[];
}

function Verdicts({ verdicts, eventTypes, names }: VerdictsProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  return (
    <ul className={styles.recent}>
      {verdicts.map(verdict => (
        <li key={verdict.event.id} className={styles.verdict}>
          <span className={verdict.matches ? styles.fits : styles.fitsNot}>
            {verdict.matches ? say.fits : say.fitsNot}
          </span>
          <div>
            <p>
              {titleOf(eventTypes, verdict.event.type, language)} ·{' '}
              {names.nameOf('project', verdict.event.companyId, verdict.event.projectId)} ·{' '}
              <Ago at={verdict.event.time} />
            </p>
            {!verdict.matches && <WhyNot verdict={verdict} names={names} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function WhyNot({ verdict, names }: Pick<VerdictsProps, 'names'> & { readonly verdict: Verdict }) {
  const say = useWords(words);
  function shown(field: string, value: unknown): string {
    const kind = namedKindOf(field.split('.').at(-1) ?? field);
    return kind === undefined ? String(value) : names.nameOf(kind, verdict.event.companyId, String(value));
  }
  return (
    <details>
      <summary>{say.why}</summary>
      <ul>
        {verdict.misses.map(({ clause, detail, seen }) => (
          <li key={clause}>
            {detail}
            {seen.map(({ field, values }) => (
              <bdi key={field} className={styles.seen}>
                {say.seen(
                  values.length === 0 ? say.nothing : values.map(value => shown(field, value)).join(', '),
                )}
              </bdi>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
