import { countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import type { DeliveryState } from './delivery-status.ts';

/** How a delivery is, in the words of the whole console. */
export const deliveryWords = defineWords(
  {
    kinds: {
      sending: 'Sending',
      retrying: 'Sending, will try again',
      delivered: 'Delivered',
      failed: 'Not delivered',
      held: 'On hold',
    } satisfies Record<DeliveryState['kind'], string>,
    attempt: (number: number, of: number) => `attempt ${number} of ${of}`,
    tried: (number: number, of: number) => `${number} of ${of} attempts failed`,
    run: (run: number) => `sent again, run ${run}`,
    newRows: (count: number) => `${count} new`,
    newAnnounced: (count: number) => (count === 1 ? 'One new delivery' : `${count} new deliveries`),
  },
  {
    kinds: {
      sending: 'Отправляется',
      retrying: 'Отправляется, будет повтор',
      delivered: 'Доставлено',
      failed: 'Не доставлено',
      held: 'Отложено',
    },
    attempt: (number, of) => `попытка ${number} из ${of}`,
    tried: (number, of) => `неудачных попыток: ${number} из ${of}`,
    run: run => `отправлено повторно, запуск ${run}`,
    newRows: count => countRu(count, 'новая', 'новые', 'новых'),
    newAnnounced: count => countRu(count, 'новая доставка', 'новые доставки', 'новых доставок'),
  },
);

type Say = (typeof deliveryWords)['en'];

/** `attempt 3 of 5`, `2 of 5 attempts failed`; nothing before the first attempt. */
export function attemptText(say: Say, { kind, attempts }: DeliveryState, of: number): string | undefined {
  if (attempts === 0) return undefined;
  return kind === 'retrying' ? say.tried(attempts, of) : say.attempt(attempts, of);
}
