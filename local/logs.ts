import { closeSync, createWriteStream, openSync } from 'node:fs';
import { join } from 'node:path';
import type { InvocationLine } from './lambda/invoker.ts';

/** The run's log files: one for each function's output, one with a line for each invocation, one for the emulators. */
export interface Logs {
  readonly directory: string;
  /** File descriptor for what a function prints. */
  outputOf(functionName: string): number;
  invocation(line: InvocationLine): void;
  message(text: string): void;
  close(): Promise<void>;
}

export function openLogs(directory: string, now: () => Date): Logs {
  const outputs = new Map<string, number>();
  const invocations = createWriteStream(join(directory, 'invocations.log'), { flags: 'a' });
  const messages = createWriteStream(join(directory, 'local-run.log'), { flags: 'a' });
  return {
    directory,
    outputOf(functionName) {
      const output = outputs.get(functionName) ?? openSync(join(directory, `${functionName}.log`), 'a');
      outputs.set(functionName, output);
      return output;
    },
    invocation: line => void invocations.write(`${now().toISOString()} ${invocationText(line)}\n`),
    message: text => void messages.write(`${now().toISOString()} ${text}\n`),
    async close() {
      for (const output of outputs.values()) closeSync(output);
      await Promise.all([
        new Promise<void>(resolve => invocations.end(resolve)),
        new Promise<void>(resolve => messages.end(resolve)),
      ]);
    },
  };
}

const longestPayload = 500;

/** Control characters, separators of lines, and what turns the order of text: a terminal would act upon them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const acting = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** `Finehook-Api 5f0c… 12.3 ms ok GET /v1/webhooks 200` */
export function invocationText(line: InvocationLine): string {
  const { functionName, requestId, durationMs, outcome, description } = line;
  const words = [
    functionName,
    requestId,
    `${durationMs.toFixed(1)} ms`,
    outcomeText(outcome.kind),
    description,
  ];
  if (outcome.kind === 'functionError') words.push(outcome.payload.slice(0, longestPayload));
  return words
    .filter(word => word !== '')
    .join(' ')
    .replace(acting, '\ufffd');
}

function outcomeText(kind: InvocationLine['outcome']['kind']): string {
  return kind === 'functionError' ? 'ERROR' : kind;
}
