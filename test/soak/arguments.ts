import { parseArgs } from 'node:util';
import { type FaultKind, faultKindNames, isFaultKind } from '../../local/faults/fault-kinds.ts';
import { isReceiverKind, type ReceiverKind, receiverKindNames } from './receiver-kinds.ts';
import type { SoakOptions } from './run-soak.ts';

export const help = `npm run soak -- [options]

Publishes events to many webhooks of a local run, whose receivers are well, slow, ill and dead, and checks that each event
came to each webhook that wants it, and to no other.

  --events N          events to publish (default 5000)
  --webhooks N        webhooks, at most 200 (default 40)
  --receivers LIST    kinds of receivers, separated by commas (default ${receiverKindNames.join(',')})
  --rate N            events a second at most (default 200)
  --seed TEXT         of events, webhooks, receivers and faults (default 1)
  --faults            let AWS and the functions fail by chance, by the default mix
  --fault KIND=RATE   with --faults: another rate; may be repeated
  --each KINDS        instead of --faults: one run for each kind of fault out of KINDS, or \`all\`, with that one alone, at a high rate
  --run-option TEXT   one more argument for npm start; may be repeated
  --help              show this

Exit code 0: nothing was lost, misdirected or wrong. 1: something was, and is told.
`;

/** What is to be run. */
export interface SoakCommand {
  readonly options: SoakOptions;
  /** The faults that are each to be run alone; `undefined` for one run. */
  readonly each: readonly FaultKind[] | undefined;
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, most: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} ${text}: must be a whole number from 1 to ${most}`);
}

function receiverKindsIn(text: string | undefined): readonly ReceiverKind[] {
  if (text === undefined) return receiverKindNames;
  return text.split(',').map(kind => {
    if (isReceiverKind(kind)) return kind;
    throw new Error(`--receivers ${kind}: known are ${receiverKindNames.join(', ')}`);
  });
}

function faultKindsIn(text: string | undefined): readonly FaultKind[] | undefined {
  if (text === undefined) return undefined;
  if (text === 'all') return faultKindNames;
  return text.split(',').map(kind => {
    if (isFaultKind(kind)) return kind;
    throw new Error(`--each ${kind}: known are all, ${faultKindNames.join(', ')}`);
  });
}

/** @throws Error for the person who called */
export function readArguments(args: readonly string[]): SoakCommand | 'help' {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: text,
      webhooks: text,
      receivers: text,
      rate: text,
      seed: text,
      faults: { type: 'boolean' },
      fault: texts,
      each: text,
      'run-option': texts,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const seed = values.seed ?? '1';
  const changes = ['eventbridge-put-failure=0.02@client,DeliveryWorker', ...(values.fault ?? [])];
  const faults = ['--faults', seed, ...changes.flatMap(change => ['--fault', change])];
  const options: SoakOptions = {
    seed,
    events: wholeNumber('events', values.events, 5_000, 10_000_000),
    webhooks: wholeNumber('webhooks', values.webhooks, 40, 200),
    kinds: receiverKindsIn(values.receivers),
    eventsPerSecond: wholeNumber('rate', values.rate, 200, 100_000),
    recoversAfterMs: 20_000,
    quietWithinMs: 600_000,
    waitsForCopies: true,
    args: [...(values.faults === true ? faults : []), ...(values['run-option'] ?? [])],
  };
  if (values.faults === true && values.each !== undefined) {
    throw new Error('--faults is one run with all faults, --each one run for each: give one of them');
  }
  return { options, each: faultKindsIn(values.each) };
}
