import type { Log, LogFields } from '../../functions/domain/ports.ts';

/** A log that hands each entry to the test. */
export function memoryLog(note: (level: string, message: string, fields: LogFields) => void): Log {
  return {
    info: (message, fields = {}) => note('info', message, fields),
    warn: (message, fields = {}) => note('warn', message, fields),
    error: (message, fields = {}) => note('error', message, fields),
  };
}
