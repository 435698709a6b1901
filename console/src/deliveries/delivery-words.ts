import { countRu } from '../language/plural.ts';
import { relativeTime } from '../language/time-text.ts';
import { defineWords, type Language } from '../language/words.ts';
import type { DeliveryState } from './delivery-status.ts';

/** How a delivery is, in the words of the whole console. */
export const deliveryWords = defineWords(
  {
    kinds: {
      sending: 'Sending',
      retrying: 'Sending',
      delivered: 'Delivered',
      failed: 'Not delivered',
      held: 'On hold',
    } satisfies Record<DeliveryState['kind'], string>,
    nextTry: (when: string) => `Next try ${when}`,
    attempt: (number: number, of: number) => `attempt ${number} of ${of}`,
    tried: (number: number, of: number) => `${number} of ${of} attempts failed`,
    run: (run: number) => `sent again, run ${run}`,
    newRows: (count: number) => `${count} new`,
    newAnnounced: (count: number) => (count === 1 ? 'One new delivery' : `${count} new deliveries`),
  },
  {
    kinds: {
      sending: 'Отправляется',
      retrying: 'Отправляется',
      delivered: 'Доставлено',
      failed: 'Не доставлено',
      held: 'Отложено',
    },
    nextTry: when => `Повтор ${when}`,
    attempt: (number, of) => `попытка ${number} из ${of}`,
    tried: (number, of) => `неудачных попыток: ${number} из ${of}`,
    run: run => `отправлено повторно, запуск ${run}`,
    newRows: count => countRu(count, 'новая', 'новые', 'новых'),
    newAnnounced: count => countRu(count, 'новая доставка', 'новые доставки', 'новых доставок'),
  },
);

type Say = (typeof deliveryWords)['en'];

/** `Sending`, `Next try in 4 minutes` */
export function stateText(language: Language, { kind, nextAttemptAt }: DeliveryState, nowMs: number): string {
  const say = deliveryWords[language];
  if (nextAttemptAt === undefined) return say.kinds[kind];
  return say.nextTry(relativeTime(language, Date.parse(nextAttemptAt), nowMs));
}

/** `attempt 3 of 5`, `2 of 5 attempts failed`; nothing before the first attempt. */
export function attemptText(say: Say, { kind, attempts }: DeliveryState, of: number): string | undefined {
  if (attempts === 0) return undefined;
  return kind === 'retrying' ? say.tried(attempts, of) : say.attempt(attempts, of);
}
