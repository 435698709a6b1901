import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { EventType } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { ButtonLink } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card } from '../ui/page.tsx';
import styles from './catalog-page.module.css';
import { textIn } from './event-groups.ts';
import { schemaFields } from './schema-fields.ts';
import { SchemaTree } from './schema-tree.tsx';

const words = defineWords(
  {
    toList: 'All events',
    name: 'the technical name',
    make: 'Make a webhook for this event',
    deprecated: 'This event is deprecated',
    deprecatedWhy: 'Webhooks for it still work. Choose another event for new ones.',
    fields: 'What it carries',
    noFields: 'Nobody has described the fields of this event yet.',
    example: 'Example',
    theExample: 'the example',
    noExample: 'There is no example of this event.',
  },
  {
    toList: 'Все события',
    name: 'техническое имя',
    make: 'Создать вебхук на это событие',
    deprecated: 'Событие устарело',
    deprecatedWhy: 'Вебхуки на него ещё работают. Для новых выберите другое событие.',
    fields: 'Что внутри',
    noFields: 'Поля этого события ещё никто не описал.',
    example: 'Пример',
    theExample: 'пример',
    noExample: 'Примера этого события нет.',
  },
);

/** One event: what it means, what it carries, how it looks. */
export function EventDetails({ eventType }: { readonly eventType: EventType }) {
  const say = useWords(words);
  const { language } = useLanguage();
  const [address] = useSearchParams();
  const whyNot = useWhyNot('webhooks:write');
  const heading = useRef<HTMLHeadingElement>(null);
  const { name, schema, example } = eventType;
  const title = textIn(eventType.title, language);
  const fields = schemaFields(schema);
  const exampleText = example === null ? undefined : JSON.stringify(example, null, 2);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.details}>
      <Link href={address.size === 0 ? '/events' : `/events?${address}`} className={styles.toList}>
        {say.toList}
      </Link>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      <p>{textIn(eventType.description, language)}</p>
      <div className={styles.technical}>
        <code>{name}</code>
        <CopyButton text={name} what={say.name} />
      </div>
      {eventType.deprecated && (
        <Notice kind="warn" title={say.deprecated}>
          <p>{say.deprecatedWhy}</p>
        </Notice>
      )}
      <div>
        <ButtonLink href={`/new?event=${encodeURIComponent(name)}`} kind="primary" whyNot={whyNot}>
          {say.make}
        </ButtonLink>
      </div>
      <Card title={say.fields}>
        {fields.length === 0 ? <p className={styles.soft}>{say.noFields}</p> : <SchemaTree fields={fields} />}
      </Card>
      <Card
        title={say.example}
        actions={exampleText !== undefined && <CopyButton text={exampleText} what={say.theExample} />}
      >
        {exampleText === undefined ? (
          <p className={styles.soft}>{say.noExample}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={styles.example} tabIndex={0} aria-label={say.example}>
            <pre>{exampleText}</pre>
          </section>
        )}
      </Card>
    </div>
  );
}
