import { jsonMember } from '../json-member.ts';
import type { Payload, PayloadInput } from './payload-format.ts';

/** The body that Blue itself sends: an existing Blue receiver works unchanged. */
export function bluePayload({ state: { webhook, health }, event }: PayloadInput): Payload {
  const clauses = webhook.filter.anyOf;
  const description = {
    id: webhook.id,
    uid: webhook.id,
    url: webhook.url,
    status: health.status === 'active' ? 'HEALTHY' : 'UNHEALTHY',
    enabled: health.status === 'active' || health.status === 'failing',
    metadata: {
      events: [...new Set(clauses.flatMap(clause => clause.eventTypes))].sort(),
      projectIds: [
        ...new Set(
          clauses.flatMap(clause =>
            clause.companies.flatMap(({ projectIds }) => (projectIds === '*' ? [] : projectIds)),
          ),
        ),
      ].sort(),
    },
  };
  const previousValue = jsonMember(event.detailText, 'previousValue') ?? 'null';
  const currentValue = jsonMember(event.detailText, 'currentValue') ?? 'null';
  return {
    contentType: 'application/json',
    body: `{"event":${JSON.stringify(event.type)},"webhook":${JSON.stringify(description)},"previousValue":${previousValue},"currentValue":${currentValue}}`,
  };
}
