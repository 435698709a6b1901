import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { headerFault } from '../../problems/faults.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';
import type { HeaderEntry } from './settings-form.ts';
import type { FieldsProps } from './setup-fields.tsx';

const words = defineWords(
  {
    title: 'Headers of its own',
    lead: 'Sent with each call. Values are written and never shown again.',
    none: 'There are none.',
    replace: (name: string) => `Replace ${name}`,
    remove: (name: string) => `Remove ${name}`,
    keep: (name: string) => `Keep ${name}`,
    removed: 'is removed when you save',
    add: 'Add a header',
    name: 'Name of the header',
    value: 'Value',
    cancel: 'Leave it out',
  },
  {
    title: 'Свои заголовки',
    lead: 'Отправляются с каждым вызовом. Значения записываются и больше не показываются.',
    none: 'Их нет.',
    replace: name => `Заменить ${name}`,
    remove: name => `Удалить ${name}`,
    keep: name => `Оставить ${name}`,
    removed: 'удалится при сохранении',
    add: 'Добавить заголовок',
    name: 'Имя заголовка',
    value: 'Значение',
    cancel: 'Не задавать',
  },
);

export function HeaderFields({
  headerNames,
  form,
  faults,
  onChange,
}: FieldsProps & { readonly headerNames: readonly string[] }) {
  const say = useWords(words);
  const { setHeaders, removedHeaders } = form;
  const isStored = ({ name }: HeaderEntry) => headerNames.includes(name);
  const faultOf = ({ name }: HeaderEntry) => headerFault(faults, name.trim());
  const isReplaced = (name: string) => setHeaders.some(entry => entry.name === name);
  const change = (at: number, changed: Partial<HeaderEntry>) =>
    onChange({
      setHeaders: setHeaders.map((entry, place) => (place === at ? { ...entry, ...changed } : entry)),
    });
  return (
    <Card title={say.title}>
      <p className={styles.lead}>{say.lead}</p>
      {headerNames.length === 0 && setHeaders.length === 0 && <p>{say.none}</p>}
      <ul className={styles.headers}>
        {headerNames
          .filter(name => !isReplaced(name))
          .map(name => (
            <li key={name} className={styles.header}>
              <code>{name}</code>
              {removedHeaders.includes(name) ? (
                <>
                  <span className={styles.lead}>{say.removed}</span>
                  <Button
                    kind="quiet"
                    onClick={() => onChange({ removedHeaders: removedHeaders.filter(one => one !== name) })}
                  >
                    {say.keep(name)}
                  </Button>
                </>
              ) : (
                <>
                  <Button
                    kind="quiet"
                    onClick={() => onChange({ setHeaders: [...setHeaders, { name, value: '' }] })}
                  >
                    {say.replace(name)}
                  </Button>
                  <Button
                    kind="quiet"
                    onClick={() => onChange({ removedHeaders: [...removedHeaders, name] })}
                  >
                    {say.remove(name)}
                  </Button>
                </>
              )}
            </li>
          ))}
      </ul>
      {setHeaders.map((entry, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name changes while it is typed
        <div key={place} className={styles.headerEntry}>
          <Field label={say.name} error={isStored(entry) ? undefined : faultOf(entry)}>
            {input => (
              <input
                {...input}
                value={entry.name}
                readOnly={isStored(entry)}
                autoComplete="off"
                onChange={event => change(place, { name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={say.value} error={isStored(entry) ? faultOf(entry) : undefined}>
            {input => (
              <input
                {...input}
                value={entry.value}
                autoComplete="off"
                onChange={event => change(place, { value: event.currentTarget.value })}
              />
            )}
          </Field>
          <Button
            kind="quiet"
            onClick={() => onChange({ setHeaders: setHeaders.filter((_, at) => at !== place) })}
          >
            {say.cancel}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange({ setHeaders: [...setHeaders, { name: '', value: '' }] })}>
          {say.add}
        </Button>
      </div>
    </Card>
  );
}
