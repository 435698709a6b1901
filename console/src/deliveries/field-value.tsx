import { useState } from 'react';
import { isObject } from '../../../event-contract/exact-json.ts';
import { namedKindOf } from '../catalog/field-labels.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Button } from '../ui/button.tsx';
import styles from './delivery-drawer.module.css';
import { visibleJson, visibleText } from './visible-json.ts';

const words = defineWords(
  {
    yes: 'yes',
    no: 'no',
    none: 'nothing',
    empty: 'empty text',
    all: (count: number) => `Show all ${count.toLocaleString('en')} characters`,
  },
  {
    yes: 'да',
    no: 'нет',
    none: 'ничего',
    empty: 'пустой текст',
    all: count => `Показать целиком, знаков: ${count.toLocaleString('ru')}`,
  },
);

const longest = 160;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

interface FieldValueProps {
  readonly field: string;
  readonly value: unknown;
  readonly companyId: string;
  readonly names: Names;
}

/** A value for people: names instead of ids, dates as they write them; what has members, as JSON. */
export function FieldValue({ field, value, companyId, names }: FieldValueProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  if (value === null || value === undefined) return <span className={styles.quiet}>{say.none}</span>;
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  if (typeof value !== 'string') {
    return <LongText text={titlesOf(value) ?? visibleJson(JSON.stringify(value))} />;
  }
  if (value === '') return <span className={styles.quiet}>{say.empty}</span>;
  const kind = namedKindOf(field);
  if (kind !== undefined) return <LongText text={names.nameOf(kind, companyId, value)} />;
  if (dateTime.test(value) && !Number.isNaN(Date.parse(value))) {
    return (
      <time dateTime={value} title={value}>
        {absoluteTime(language, value)}
      </time>
    );
  }
  return <LongText text={value} />;
}

/** Things of a list by what people call them, when each has a name. */
function titlesOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const titles = value.map(item => (isObject(item) ? (item.fullName ?? item.title ?? item.name) : undefined));
  return titles.every(title => typeof title === 'string') ? titles.join(', ') : undefined;
}

function LongText({ text }: { readonly text: string }) {
  const say = useWords(words);
  const [isWhole, setWhole] = useState(false);
  if (isWhole || text.length <= longest) return <bdi className={styles.value}>{visibleText(text)}</bdi>;
  return (
    <>
      <bdi className={styles.value}>{visibleText(text.slice(0, longest))}…</bdi>{' '}
      <Button kind="quiet" onClick={() => setWhole(true)}>
        {say.all(text.length)}
      </Button>
    </>
  );
}
