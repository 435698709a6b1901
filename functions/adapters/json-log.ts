import type { Log, LogFields } from '../domain/ports.ts';

/**
 * What JSON leaves as it is though terminals or viewers act upon it: control characters above ASCII's, separators of lines,
 * characters that steer direction, byte order marks.
 */
const acting = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code = 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
  return { name: value.name, message: value.message, ...code, stack: value.stack };
}

/**
 * One JSON line per entry, in which everything is escaped that could forge another or act on a terminal.
 * @param write takes one line without its line end
 */
export function jsonLog(write: (line: string) => void): Log {
  const entry = (level: string, message: string, fields: LogFields = {}) => {
    const members = Object.entries(fields).map(([name, value]) => [name, plain(value)]);
    // Level and message come last, so that no field replaces them.
    write(JSON.stringify({ ...Object.fromEntries(members), level, message }).replace(acting, escaped));
  };
  return {
    info: (message, fields) => entry('info', message, fields),
    warn: (message, fields) => entry('warn', message, fields),
    error: (message, fields) => entry('error', message, fields),
  };
}
