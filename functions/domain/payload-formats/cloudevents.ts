import { jsonMember } from '../json-member.ts';
import { eventTimeText } from './event-time.ts';
import type { Payload, PayloadInput } from './payload-format.ts';

/** CloudEvents, "Type System", `String`: control characters, surrogates and noncharacters are not allowed. */
const notAllowed = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A member of the event's detail as the value of an attribute; `undefined` when it is no text, or an empty one. */
function attribute(detailText: string, name: string): string | undefined {
  const value: unknown = JSON.parse(jsonMember(detailText, name) ?? 'null');
  const text = typeof value === 'string' ? value.replace(notAllowed, '') : '';
  return text === '' ? undefined : text;
}

/**
 * CloudEvents 1.0 in structured content mode, as JSON
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md). `source` and `id` together are one
 * for an event, however many webhooks get it; the delivery's own id is in the header `webhook-id`.
 */
export function cloudEventsPayload({ state, event }: PayloadInput): Payload {
  const { type, detailText } = event;
  const companyId = attribute(detailText, 'companyId') ?? state.webhook.ownerCompanyId;
  const attributes = {
    specversion: '1.0',
    id: event.id,
    source: `urn:finehook:${encodeURIComponent(companyId)}`,
    type: type.replace(notAllowed, ''),
    subject: attribute(detailText, 'recordId'),
    datacontenttype: 'application/json',
    // Extension attributes: their names are lower-case letters and digits.
    companyid: attribute(detailText, 'companyId'),
    projectid: attribute(detailText, 'projectId'),
    actorid: attribute(detailText, 'actorId'),
  };
  const open = JSON.stringify(attributes).slice(0, -1);
  return {
    contentType: 'application/cloudevents+json; charset=utf-8',
    body: `${open},"time":${eventTimeText(event)},"data":${detailText}}`,
  };
}
