import type { WebhookInput } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../problems/faults.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { Purpose } from './draft.ts';
import type { DraftFacts } from './draft-sample.ts';
import styles from './edit.module.css';
import { StepPart } from './step-part.tsx';
import { UrlTest } from './url-check.tsx';

const words = defineWords(
  {
    title: 'Where to send it?',
    inbox: 'It is sent to an inbox here, which only you and your colleagues see. It lasts for seven days.',
    address: 'Address (URL)',
    find: 'Where do I find this?',
    hints: {
      chat: 'Slack: Apps → Incoming Webhooks → Add → copy the Webhook URL. Teams: channel … → Workflows → “Post to a channel when a webhook request is received”. Discord: channel settings → Integrations → Webhooks → Copy URL.',
      automation:
        'Zapier: Webhooks by Zapier → Catch Hook → copy the URL. Make: Webhooks → Custom webhook → Copy address. n8n: Webhook node → Production URL.',
      system:
        'An https address of your own system that answers with 2xx. Every call is signed, so that you can tell that it comes from us.',
    },
    format: 'Form of the message',
    formats: { '': 'As the address asks for', slack: 'Slack', teams: 'Microsoft Teams', discord: 'Discord' },
    name: 'Name',
    nameHint: 'For you and your colleagues.',
    turnOn: 'Turn on',
    needed: 'Enter the address first.',
    incomplete: 'Choose when and where first.',
  },
  {
    title: 'Куда отправлять?',
    inbox: 'Сообщения придут в ящик здесь, его видите только вы и ваши коллеги. Он действует семь дней.',
    address: 'Адрес получателя (URL)',
    find: 'Где его найти?',
    hints: {
      chat: 'Slack: Apps → Incoming Webhooks → Add → скопируйте Webhook URL. Teams: канал … → Workflows → «Post to a channel when a webhook request is received». Discord: настройки канала → Интеграции → Вебхуки → Копировать URL.',
      automation:
        'Zapier: Webhooks by Zapier → Catch Hook → скопируйте URL. Make: Webhooks → Custom webhook → Copy address. n8n: узел Webhook → Production URL.',
      system:
        'Адрес https вашей системы, который отвечает 2xx. Каждый вызов подписан, так что видно, что он от нас.',
    },
    format: 'Вид сообщения',
    formats: { '': 'По адресу', slack: 'Slack', teams: 'Microsoft Teams', discord: 'Discord' },
    name: 'Название',
    nameHint: 'Для вас и ваших коллег.',
    turnOn: 'Включить',
    needed: 'Сначала укажите адрес.',
    incomplete: 'Сначала выберите, когда и где.',
  },
);

export type Format = NonNullable<WebhookInput['format']>;
const chatFormats = ['slack', 'teams', 'discord'] as const satisfies readonly Format[];

export interface SendChoice {
  readonly url: string;
  readonly name: string;
  readonly format: Format | undefined;
}

interface SendStepProps {
  readonly purpose: Purpose;
  readonly choice: SendChoice;
  /** What a test can tell of. */
  readonly facts: DraftFacts | undefined;
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly error: unknown;
  onChange(change: Partial<SendChoice>): void;
  onBack(): void;
  onTurnOn(): void;
}

export function SendStep({
  purpose,
  choice,
  facts,
  isReady,
  isBusy,
  error,
  onChange,
  onBack,
  onTurnOn,
}: SendStepProps) {
  const say = useWords(words);
  const mayNot = useWhyNot('webhooks:write');
  const isInbox = purpose === 'inbox';
  const pointers = ['/name', ...(isInbox ? [] : ['/url']), ...(purpose === 'chat' ? ['/format'] : [])];
  const faults = useFaults(error);
  const missing = isReady ? (choice.url.trim() === '' && !isInbox ? say.needed : undefined) : say.incomplete;
  return (
    <StepPart
      title={say.title}
      onBack={onBack}
      next={
        <Button kind="primary" busy={isBusy} whyNot={mayNot ?? missing} onClick={onTurnOn}>
          {say.turnOn}
        </Button>
      }
    >
      {isInbox ? (
        <Notice kind="plain">{say.inbox}</Notice>
      ) : (
        <>
          <Field label={say.address} error={faultAt(faults, '/url')}>
            {input => (
              <input
                {...input}
                type="url"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://"
                value={choice.url}
                onChange={event => onChange({ url: event.currentTarget.value })}
              />
            )}
          </Field>
          <details className={styles.find}>
            <summary>{say.find}</summary>
            <p>{say.hints[purpose]}</p>
          </details>
        </>
      )}
      {purpose === 'chat' && (
        <Field label={say.format} error={faultAt(faults, '/format')}>
          {input => (
            <select
              {...input}
              value={choice.format ?? ''}
              onChange={event =>
                onChange({ format: chatFormats.find(one => one === event.currentTarget.value) })
              }
            >
              {(['', ...chatFormats] as const).map(one => (
                <option key={one} value={one}>
                  {say.formats[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {!isInbox && <UrlTest url={choice.url} format={choice.format} facts={facts} />}
      <Field label={say.name} hint={say.nameHint} error={faultAt(faults, '/name')}>
        {input => (
          <input
            {...input}
            value={choice.name}
            onChange={event => onChange({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      {error !== null && !isAllAt(faults, pointers) && <ProblemNotice error={error} fields={pointers} />}
    </StepPart>
  );
}
