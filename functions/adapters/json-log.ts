import type { Log, LogFields } from '../domain/ports.ts';

/** JSON escapes line ends and control characters, so that no value from outside can forge an entry. */
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code = 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
  return { name: value.name, message: value.message, ...code, stack: value.stack };
}

/**
 * One JSON line per entry.
 * @param write takes one line without its line end
 */
export function jsonLog(write: (line: string) => void): Log {
  const entry = (level: string, message: string, fields: LogFields = {}) => {
    const members = Object.entries(fields).map(([name, value]) => [name, plain(value)]);
    // Level and message come last, so that no field replaces them.
    write(JSON.stringify({ ...Object.fromEntries(members), level, message }));
  };
  return {
    info: (message, fields) => entry('info', message, fields),
    warn: (message, fields) => entry('warn', message, fields),
    error: (message, fields) => entry('error', message, fields),
  };
}
