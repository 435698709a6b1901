import { useQuery } from '@tanstack/react-query';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Ago } from '../ui/ago.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Card } from '../ui/page.tsx';
import styles from './edit.module.css';

const words = defineWords(
  {
    title: 'What has arrived in the inbox',
    none: 'Nothing yet. As soon as something happens, what is sent appears here.',
    call: 'A call',
    headers: 'Headers',
    cut: 'Only its beginning was kept.',
  },
  {
    title: 'Что пришло в ящик',
    none: 'Пока ничего. Как только что-то произойдёт, отправленное появится здесь.',
    call: 'Вызов',
    headers: 'Заголовки',
    cut: 'Сохранено только начало.',
  },
);

const lookMs = 1_500;
const shown = 10;

/** Indented, if it is JSON. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** The newest calls that an inbox has got, as they come. */
export function InboxCalls({ id }: { readonly id: string }) {
  const say = useWords(words);
  const { language } = useLanguage();
  const client = useClient();
  const eventTypes = useEventTypes().data;
  const query = useQuery({
    queryKey: ['inbox', id],
    refetchInterval: lookMs,
    queryFn: ({ signal }) => client.listInboxCalls({ id, limit: shown }, { signal }),
  });
  return (
    <Card title={say.title}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say.none}</p>
          ) : (
            <ul className={styles.recent}>
              {items.map((call, place) => (
                <li key={call.id}>
                  <details open={place === items.length - 1}>
                    <summary>
                      {call.eventType === null ? say.call : titleOf(eventTypes, call.eventType, language)} ·{' '}
                      <Ago at={call.at} />
                    </summary>
                    <pre className={styles.body}>{readable(call.body)}</pre>
                    {!call.isBodyWhole && <p>{say.cut}</p>}
                    <details>
                      <summary>{say.headers}</summary>
                      <pre className={styles.body}>
                        {Object.entries(call.headers)
                          .map(([name, value]) => `${name}: ${value}`)
                          .join('\n')}
                      </pre>
                    </details>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
