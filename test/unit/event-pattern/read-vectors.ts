import { readFileSync } from 'node:fs';

/** A line of the vectors, with pattern and event as they are written. */
export interface Vector {
  readonly id: string;
  readonly pattern: string;
  readonly event: string;
  readonly valid: boolean;
  readonly match: boolean | null;
  readonly tags: readonly string[];
}

const FOLDER = new URL('../../fixtures/event-pattern/', import.meta.url);

export function readVectors(file: string): Vector[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n');
  return lines.filter(line => line !== '').map(readVector);
}

function readVector(line: string): Vector {
  const [id, afterId] = member(line, 'id', 0);
  const [pattern, afterPattern] = member(line, 'pattern', afterId);
  const [event, afterEvent] = member(line, 'event', afterPattern);
  const [valid, afterValid] = member(line, 'valid', afterEvent);
  const [match, afterMatch] = member(line, 'match', afterValid);
  const [tags] = member(line, 'tags', afterMatch);
  return {
    id: String(JSON.parse(id)),
    // A string stands for a text that is not JSON.
    pattern: pattern.startsWith('"') ? String(JSON.parse(pattern)) : pattern,
    event,
    valid: valid === 'true',
    match: match === 'null' ? null : match === 'true',
    tags: JSON.parse(tags),
  };
}

/** The raw text of the member that begins at or after an offset, and where it ends. */
function member(line: string, key: string, from: number): [string, number] {
  const label = `"${key}":`;
  const at = line.indexOf(label, from);
  if (at === -1) throw new Error(`no ${key} in ${line}`);
  const start = at + label.length;
  let depth = 0;
  let inString = false;
  for (let end = start; end < line.length; end++) {
    const unit = line[end];
    if (inString) {
      if (unit === '\\') end++;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '{' || unit === '[') depth++;
    else if (depth > 0 && (unit === '}' || unit === ']')) depth--;
    else if (depth === 0 && (unit === ',' || unit === '}')) return [line.slice(start, end), end];
  }
  throw new Error(`no end of ${key} in ${line}`);
}
