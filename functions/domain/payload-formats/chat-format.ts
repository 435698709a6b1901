import { healthCheckType } from '../event-catalog.ts';
import { isVisible } from '../wire/visible-text.ts';
import { type ChatMessage, chatMessage, testMark } from './chat-message.ts';
import { exactData } from './event-data.ts';
import { eventTimeText } from './event-time.ts';
import { renderTemplate } from './message-template.ts';
import type { MakePayload, PayloadInput } from './payload-format.ts';

/** A chat service: how it writes, and the bodies that it takes. */
export interface ChatService {
  /** Longest text of a template's message, in UTF-16 code units. */
  readonly maxTextLength: number;
  /** Makes a text inert in the service's markup. */
  readonly inert: (text: string) => string;
  /** The body of a message whose texts are not escaped yet. */
  readonly messageBody: (message: ChatMessage) => unknown;
  /** The body of a text that is markup already. */
  readonly textBody: (markup: string) => unknown;
}

/** What the webhook's template makes of the event; `undefined` without one, or when nothing would be seen. */
function templateText(
  { state, event, isTest = false }: PayloadInput,
  service: ChatService,
): string | undefined {
  const { template } = state.webhook;
  if (template === undefined || event.type === healthCheckType) return undefined;
  const values = {
    type: event.type,
    timestamp: String(JSON.parse(eventTimeText(event))),
    data: exactData(event.detailText),
  };
  const mark = isTest ? testMark : '';
  const text = renderTemplate(template.text, values, service.inert, service.maxTextLength - mark.length);
  return isVisible(text) ? `${mark}${text}` : undefined;
}

/** No service takes an empty message: where a template makes none, the event's own sentence stands. */
export function chatPayload(service: ChatService): MakePayload {
  return input => {
    const text = templateText(input, service);
    const body = text === undefined ? service.messageBody(chatMessage(input)) : service.textBody(text);
    return { contentType: 'application/json', body: JSON.stringify(body) };
  };
}
