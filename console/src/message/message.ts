import { isObject } from '../../../event-contract/exact-json.ts';
import { markdownLines } from './markdown.ts';
import { mrkdwnLines } from './mrkdwn.ts';
import type { Line, Run } from './runs.ts';

/** A chat's message as people see it, roughly. Its texts are texts: nothing in them is markup any more. */
export interface Message {
  readonly service: 'slack' | 'teams' | 'discord';
  readonly lines: readonly Line[];
  /** What Discord sets apart below it. */
  readonly embedded: readonly Line[];
}

/** Of lists, as their members by number: what is not there is `undefined`. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = value;
  for (const name of path) {
    found =
      typeof found === 'object' && found !== null
        ? Object.getOwnPropertyDescriptor(found, name)?.value
        : undefined;
  }
  return found;
}

function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** https://docs.slack.dev/reference/block-kit/blocks; notifications alone show `text`. */
function slackMessage(body: unknown): Message {
  const sections = listAt(body, 'blocks').map(block => textOf(at(block, 'text', 'text')));
  const text = sections.some(section => section !== '') ? sections.join('\n') : textOf(at(body, 'text'));
  return { service: 'slack', lines: mrkdwnLines(text), embedded: [] };
}

function teamsLines(element: unknown): readonly Line[] {
  if (at(element, 'type') === 'TextBlock') return markdownLines(textOf(at(element, 'text')));
  const runs = listAt(element, 'inlines').map((inline): Run => {
    const text = textOf(at(inline, 'text'));
    return at(inline, 'weight') === 'Bolder' ? { text, isBold: true } : { text };
  });
  return runs.length === 0 ? [] : [runs];
}

/** An Adaptive Card's text: https://adaptivecards.io/explorer/RichTextBlock.html and TextBlock. */
function teamsMessage(body: unknown): Message {
  const elements = listAt(body, 'attachments').flatMap(attachment => listAt(attachment, 'content', 'body'));
  return { service: 'teams', lines: elements.flatMap(teamsLines), embedded: [] };
}

function discordMessage(body: unknown): Message {
  const embeds = listAt(body, 'embeds').map(embed => textOf(at(embed, 'description')));
  return {
    service: 'discord',
    lines: markdownLines(textOf(at(body, 'content'))),
    embedded: embeds.flatMap(markdownLines),
  };
}

/**
 * Reads the body of a call. Which chat it is for shows by its form.
 * @returns undefined for a body that programs read
 */
export function readMessage(text: string): Message | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  if (Array.isArray(body.blocks) && typeof body.text === 'string') return slackMessage(body);
  if (body.type === 'message' && Array.isArray(body.attachments)) return teamsMessage(body);
  if (typeof body.content === 'string' && isObject(body.allowed_mentions)) return discordMessage(body);
  return undefined;
}
