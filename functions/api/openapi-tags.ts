import type { Json } from './openapi-schemas.ts';

interface Tag {
  readonly name: string;
  readonly description: string;
  readonly paths: RegExp;
}

/** Groups of operations, in the order in which pages show them; the first that fits a path is its own. */
const tags: readonly Tag[] = [
  {
    name: 'Webhooks',
    description: 'What is called, for which events; its secrets, history and health.',
    paths: /^\/v1\/(filters|url-checks|webhooks(?!\/\{id\}\/(deliveries|resends|statistics)))/,
  },
  {
    name: 'Deliveries',
    description: 'What was called, and sending it again.',
    paths: /^\/v1\/(deliveries|webhooks\/\{id\}\/(deliveries|resends))/,
  },
  {
    name: 'Statistics',
    description: 'Attempts, successes and durations over time.',
    paths: /\/statistics$/,
  },
  {
    name: 'Events',
    description: 'Publishing events, which came lately, and where they went.',
    paths: /^\/v1\/(events|recent-events)/,
  },
  { name: 'Event types', description: 'The event catalog.', paths: /^\/v1\/event-types/ },
  { name: 'Grants', description: "Companies that may listen to another's events.", paths: /^\/v1\/grants/ },
  { name: 'API keys', description: 'Who may call this API.', paths: /^\/v1\/keys/ },
  {
    name: 'Sessions',
    description: 'Letting the people of a customer into the console.',
    paths: /^\/v1\/(portal-links|sessions?$)/,
  },
  { name: 'Contacts', description: 'Who is told by mail of failing webhooks.', paths: /^\/v1\/contacts/ },
  {
    name: 'Directory',
    description: 'Names that messages show instead of ids.',
    paths: /^\/v1\/directory/,
  },
  { name: 'Capacity', description: 'How much room is left for webhooks.', paths: /^\/v1\/capacity/ },
  { name: 'Audit log', description: 'Who changed what.', paths: /^\/v1\/audit-log/ },
  { name: 'About the API', description: 'Its errors, and its description.', paths: /^\/(problems|openapi)/ },
];

/** @throws Error for a path that no group has: one has to be made for it */
export function tagOf(path: string): string {
  const tag = tags.find(({ paths }) => paths.test(path));
  if (tag === undefined) throw new Error(`functions/api/openapi-tags.ts has no group for ${path}`);
  return tag.name;
}

/** The document's `tags`. */
export function tagObjects(): Json[] {
  return tags.map(({ name, description }) => ({ name, description }));
}
