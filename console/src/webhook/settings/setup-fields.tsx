import type { Fault } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { faultAt } from '../../problems/faults.ts';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { type Format, isChat, type SettingsForm } from './settings-form.ts';

const formats: readonly Format[] = ['standard', 'slack', 'teams', 'discord', 'cloudevents', 'blue'];

const words = defineWords(
  {
    title: 'What it is',
    name: 'Name',
    url: 'Address (URL)',
    urlHint:
      'With another host, its own headers and sign-in are taken away: they were meant for the old one.',
    format: 'Format of the message',
    formats: {
      standard: 'JSON, Standard Webhooks',
      slack: 'Message for Slack',
      teams: 'Message for Teams',
      discord: 'Message for Discord',
      cloudevents: 'CloudEvents',
      blue: 'Blue, for receivers that exist',
    },
    template: 'Text of the message',
    templateHint:
      'Your own words, with placeholders such as {{type}}, {{timestamp}} or {{data.currentValue.title}}. Empty: a sentence that the event makes.',
  },
  {
    title: 'Основное',
    name: 'Название',
    url: 'Адрес получателя (URL)',
    urlHint: 'При смене сервера его заголовки и вход удаляются: они предназначались прежнему.',
    format: 'Формат сообщения',
    formats: {
      standard: 'JSON, Standard Webhooks',
      slack: 'Сообщение для Slack',
      teams: 'Сообщение для Teams',
      discord: 'Сообщение для Discord',
      cloudevents: 'CloudEvents',
      blue: 'Blue, для готовых получателей',
    },
    template: 'Текст сообщения',
    templateHint:
      'Ваши слова с подстановками, например {{type}}, {{timestamp}} или {{data.currentValue.title}}. Если пусто, фраза составится из события.',
  },
);

export interface FieldsProps {
  readonly form: SettingsForm;
  readonly faults: readonly Fault[];
  onChange(changed: Partial<SettingsForm>): void;
}

export function SetupFields({ form, faults, onChange }: FieldsProps) {
  const say = useWords(words);
  return (
    <Card title={say.title}>
      <Field label={say.name} error={faultAt(faults, '/name')}>
        {input => (
          <input
            {...input}
            value={form.name}
            onChange={event => onChange({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say.url} hint={say.urlHint} error={faultAt(faults, '/url')}>
        {input => (
          <input
            {...input}
            type="url"
            inputMode="url"
            autoComplete="off"
            value={form.url}
            onChange={event => onChange({ url: event.currentTarget.value.trim() })}
          />
        )}
      </Field>
      <Field label={say.format} error={faultAt(faults, '/format')}>
        {input => (
          <select
            {...input}
            value={form.format}
            onChange={event => {
              const format = formats.find(one => one === event.currentTarget.value);
              if (format !== undefined) onChange({ format });
            }}
          >
            {formats.map(format => (
              <option key={format} value={format}>
                {say.formats[format]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isChat(form.format) && (
        <Field label={say.template} hint={say.templateHint} error={faultAt(faults, '/template')}>
          {input => (
            <textarea
              {...input}
              rows={4}
              value={form.template}
              onChange={event => onChange({ template: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </Card>
  );
}
