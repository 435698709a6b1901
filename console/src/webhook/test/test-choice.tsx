import { useQuery } from '@tanstack/react-query';
import type { WebhookDetails } from '../../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../../catalog/event-types.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { relativeTime } from '../../language/time-text.ts';
import { defineWords } from '../../language/words.ts';
import { useWhyNot } from '../../session/may.ts';
import { useClient } from '../../session/session.tsx';
import { useNow } from '../../ui/ago.tsx';
import { Field } from '../../ui/field.tsx';
import { testedTypes } from './tested-types.ts';

const words = defineWords(
  {
    event: 'Which event?',
    hint: 'An example is made up. A recent event is one that this webhook has already had.',
    examples: 'Examples',
    recent: 'Recent events',
  },
  {
    event: 'Какое событие?',
    hint: 'Пример выдуман. Недавнее событие — одно из тех, что вебхук уже получал.',
    examples: 'Примеры',
    recent: 'Недавние события',
  },
);

/** The example of an event type, or the event of a delivery that was. */
export type TestChoice =
  | { readonly kind: 'example'; readonly eventType: string }
  | { readonly kind: 'recent'; readonly deliveryId: string };

interface TestOption {
  readonly choice: TestChoice;
  readonly label: string;
}

const keyOf = (choice: TestChoice): string =>
  choice.kind === 'example' ? `example ${choice.eventType}` : `recent ${choice.deliveryId}`;

const mostRecent = 10;

/** What a test may send, examples first. */
export function useTestOptions(webhook: WebhookDetails): readonly TestOption[] {
  const client = useClient();
  const { language } = useLanguage();
  const now = useNow();
  const { data: catalog } = useEventTypes();
  const mayNotRead = useWhyNot('deliveries:read');
  const { data: recent } = useQuery({
    queryKey: ['deliveries', 'recent', webhook.id],
    enabled: mayNotRead === undefined,
    queryFn: ({ signal }) => client.listDeliveries({ id: webhook.id, limit: mostRecent }, { signal }),
  });
  const current = (catalog ?? []).filter(({ deprecated }) => !deprecated).map(({ name }) => name);
  const examples = testedTypes(webhook.filter, current).map(eventType => ({
    choice: { kind: 'example', eventType } as const,
    label: titleOf(catalog, eventType, language),
  }));
  const events = (recent?.items ?? []).map(({ id, eventType, createdAt }) => ({
    choice: { kind: 'recent', deliveryId: id } as const,
    label: `${titleOf(catalog, eventType, language)}, ${relativeTime(language, Date.parse(createdAt), now)}`,
  }));
  return [...examples, ...events];
}

interface TestChoiceFieldProps {
  readonly options: readonly TestOption[];
  readonly chosen: TestChoice;
  onChange(choice: TestChoice): void;
}

export function TestChoiceField({ options, chosen, onChange }: TestChoiceFieldProps) {
  const say = useWords(words);
  const groups = [
    { label: say.examples, members: options.filter(({ choice }) => choice.kind === 'example') },
    { label: say.recent, members: options.filter(({ choice }) => choice.kind === 'recent') },
  ];
  return (
    <Field label={say.event} hint={say.hint}>
      {input => (
        <select
          {...input}
          value={keyOf(chosen)}
          onChange={event => {
            const found = options.find(({ choice }) => keyOf(choice) === event.currentTarget.value);
            if (found !== undefined) onChange(found.choice);
          }}
        >
          {groups
            .filter(({ members }) => members.length > 0)
            .map(({ label, members }) => (
              <optgroup key={label} label={label}>
                {members.map(option => (
                  <option key={keyOf(option.choice)} value={keyOf(option.choice)}>
                    {option.label}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      )}
    </Field>
  );
}
