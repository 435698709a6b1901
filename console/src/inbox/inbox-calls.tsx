import { useQuery } from '@tanstack/react-query';
import { CodeBlock } from '../attempts/attempt-answer.tsx';
import { prettyJson } from '../attempts/pretty-json.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Ago } from '../ui/ago.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Card } from '../ui/page.tsx';
import styles from './inbox-calls.module.css';

const words = defineWords(
  {
    title: 'What has arrived in the inbox',
    none: 'Nothing yet. As soon as something happens, what is sent appears here.',
    call: 'A call',
    body: 'Body',
    headers: 'Headers',
    cut: 'Only its beginning was kept.',
  },
  {
    title: 'Что пришло в ящик',
    none: 'Пока ничего. Как только что-то произойдёт, отправленное появится здесь.',
    call: 'Вызов',
    body: 'Тело',
    headers: 'Заголовки',
    cut: 'Сохранено только начало.',
  },
);

const lookMs = 1_500;
const shown = 10;

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
            <ul className={styles.calls}>
              {items.map((call, place) => (
                <li key={call.id}>
                  <details open={place === items.length - 1}>
                    <summary>
                      {call.eventType === null ? say.call : titleOf(eventTypes, call.eventType, language)} ·{' '}
                      <Ago at={call.at} />
                    </summary>
                    <CodeBlock label={say.body} text={prettyJson(call.body)} />
                    {!call.isBodyWhole && <p>{say.cut}</p>}
                    <details>
                      <summary>{say.headers}</summary>
                      <CodeBlock
                        label={say.headers}
                        text={Object.entries(call.headers)
                          .map(([name, value]) => `${name}: ${value}`)
                          .join('\n')}
                      />
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
