import type { FaultText } from '../errors.ts';
import { member, shownValue } from './event-data.ts';
import { escapedWithin } from './shown-text.ts';

/** Where the values of placeholders come from. */
export interface TemplateValues {
  readonly type: string;
  /** RFC 3339. */
  readonly timestamp: string;
  /** The event's detail, see `exactData`. */
  readonly data: unknown;
}

interface Placeholder {
  readonly path: readonly string[];
  /** Whether it continues a URL that the template itself began, behind its host. */
  readonly isInUrl: boolean;
}

type Piece = string | Placeholder;

/** Most code points of one value. */
const valueCharacters = 1_000;
const placeholder = /\{\{([^{}]*)\}\}/g;
const pathForm = /^[\w$-]+(\.[\w$-]+)*$/;
const example = 'such as {{type}} or {{data.currentValue.title}}';

/** The end of a URL with its host, as the template's own text says it. */
const urlBehindHost = /https?:\/\/[^\s<>|()[\]/?#]+[/?#][^\s<>|()[\]]*$/i;
/** A URL without the end of its host; the target of a Slack link or mention; the target of a Markdown link. */
const openTarget = /(https?:\/{0,2}[^\s<>|()[\]/?#]*|<[^<>\s|]*|\]\([^()\s]*)$/i;

function faultOf(whole: string, name: string, before: string): FaultText | undefined {
  const bad = (detail: string): FaultText => ({ code: 'bad-placeholder', detail });
  const [root, ...members] = name.split('.');
  if (!pathForm.test(name)) {
    return bad(
      `${whole} is no placeholder: names of letters, digits, _, $ and - joined by dots, ${example}.`,
    );
  }
  if (root !== 'type' && root !== 'timestamp' && root !== 'data') {
    return bad(`${whole}: a placeholder begins with type, timestamp or data, ${example}.`);
  }
  if (root === 'data' && members.length === 0) return bad(`${whole}: name a member of data, ${example}.`);
  if (root !== 'data' && members.length > 0) return bad(`${whole}: ${root} is a text, it has no members.`);
  if (openTarget.test(before) && !urlBehindHost.test(before)) {
    const detail = `${whole} cannot decide whereto a link or mention leads: write the URL as far as behind its host, such as https://app.example.com/tasks/{{data.recordId}}.`;
    return { code: 'placeholder-in-link', detail };
  }
  return undefined;
}

function parsed(text: string): { readonly pieces: readonly Piece[] } | { readonly fault: FaultText } {
  const pieces: Piece[] = [];
  let before = '';
  let end = 0;
  const literal = (until: number) => {
    const part = text.slice(end, until);
    pieces.push(part);
    before += part;
    return !part.includes('{{') && !part.includes('}}');
  };
  const detail = `Placeholders are written {{path}}, ${example}: here is one that does not begin or end so.`;
  const unfinished = { fault: { code: 'bad-placeholder', detail } } as const;
  for (const match of text.matchAll(placeholder)) {
    const [whole, inner = ''] = match;
    if (!literal(match.index)) return unfinished;
    end = match.index + whole.length;
    const name = inner.trim();
    const fault = faultOf(whole, name, before);
    if (fault !== undefined) return { fault };
    pieces.push({ path: name.split('.'), isInUrl: urlBehindHost.test(before) });
    before += 'x';
  }
  return literal(text.length) ? { pieces } : unfinished;
}

/** What is wrong with a template, and what to do; `undefined` for a right one. */
export function templateFault(text: string): FaultText | undefined {
  const result = parsed(text);
  return 'fault' in result ? result.fault : undefined;
}

function valueAt(values: TemplateValues, path: readonly string[]): string {
  let value: unknown = values;
  for (const name of path) value = member(value, name);
  return shownValue(value, valueCharacters);
}

/** As a part of a URL that is neither its end nor that of a link in Markdown. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The template's own text stays as it is, in the target's markup; values are made inert in it, and what is not there is
 * empty.
 * @param inert for values, see `escapedWithin`
 * @param maxLength of the result, in UTF-16 code units
 */
export function renderTemplate(
  template: string,
  values: TemplateValues,
  inert: (text: string) => string,
  maxLength: number,
): string {
  const result = parsed(template);
  const pieces = 'fault' in result ? [] : result.pieces;
  let rendered = '';
  for (const piece of pieces) {
    const isOwn = typeof piece === 'string';
    const text = isOwn ? piece : valueAt(values, piece.path);
    const made = isOwn ? (own: string) => own : piece.isInUrl ? percentEncoded : inert;
    const room = maxLength - rendered.length;
    const fitted = escapedWithin(text, made, room);
    rendered += fitted;
    if (fitted !== made(text)) break;
  }
  return rendered;
}
