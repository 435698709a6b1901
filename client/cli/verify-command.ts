import { messageOf, UsageError } from '../local-run.ts';
import { VerificationError, verifyBlue, verifyStandardWebhook } from '../verify/verify.ts';
import type { Command, Work } from './command.ts';
import { readBytes, readText } from './input.ts';
import { flag, many, optional, required, wholeNumber } from './options.ts';
import { facts } from './output.ts';

const payloadOption = required(
  'payload',
  'FILE',
  'the body, byte by byte as it came; "-" for standard input',
);
const headerOption = many('header', 'HEADER', 'as it came, such as "webhook-id: …"');
const headersOption = optional(
  'headers',
  'FILE',
  'headers, one on each line; may begin with the line of the request',
);
const secretOption = optional('secret', 'SECRET', 'whsec_… (default: FINEHOOK_WEBHOOK_SECRET)');
const toleranceOption = optional(
  'tolerance',
  'SECONDS',
  'how old, and how far ahead, the call may be (default: 300)',
  wholeNumber(1, 1_000_000_000),
);
const anyTimeOption = flag('any-time', 'look at the signature only, for a call that was kept');

/** @throws UsageError */
function headerOf(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw new UsageError(`${line} is no header: write "name: value"`);
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

async function headersOf({ values, world }: Work): Promise<Readonly<Record<string, string>>> {
  const file = values.get(headersOption);
  const lines = file === undefined ? [] : (await readText(file, world)).split(/\r?\n/);
  const written = lines.filter((line, i) => line.trim() !== '' && !(i === 0 && / HTTP\/[\d.]+$/.test(line)));
  return Object.fromEntries([...written, ...values.get(headerOption)].map(headerOf));
}

interface Verified {
  readonly id: string | null;
  readonly sentAt: string | null;
}

/** @throws VerificationError, or UsageError for a secret that is none */
async function verified(work: Work): Promise<Verified> {
  const { values, world } = work;
  const secret = values.get(secretOption) ?? world.env.FINEHOOK_WEBHOOK_SECRET ?? '';
  if (secret === '') throw new UsageError('with which secret? Give FINEHOOK_WEBHOOK_SECRET or --secret');
  const headers = await headersOf(work);
  const payload = await readBytes(values.get(payloadOption), world);
  const toleranceSeconds = values.get(anyTimeOption)
    ? Number.POSITIVE_INFINITY
    : (values.get(toleranceOption) ?? 300);
  const isBlue = headers['webhook-signature'] === undefined && headers['x-signature'] !== undefined;
  try {
    if (isBlue) {
      await verifyBlue({ payload, secret, signature: headers['x-signature'] });
      return { id: null, sentAt: null };
    }
    const { id, sentAt } = await verifyStandardWebhook({
      payload,
      headers,
      secret,
      toleranceSeconds,
      now: world.now,
    });
    return { id, sentAt: sentAt.toISOString() };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(messageOf(error));
    throw error;
  }
}

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check whether a call was signed with the secret of a webhook. Exit code 1 if not.',
  notes: [
    'Looks at webhook-signature (Standard Webhooks); at x-signature, of the format blue, where only that was given: it says nothing of when the call was made. Nothing is sent anywhere.',
  ],
  isLocal: true,
  options: [payloadOption, headerOption, headersOption, secretOption, toleranceOption, anyTimeOption],
  examples: [
    'verify --payload body.json --headers headers.txt --any-time',
    'verify --payload - --header "webhook-id: …" --header "webhook-timestamp: …" --header "webhook-signature: v1,…"',
  ],
  async run(work) {
    const { output } = work;
    try {
      const { id, sentAt } = await verified(work);
      output.result({ valid: true, id, sentAt }, () => [
        'valid',
        ...facts([
          ['webhook-id', id],
          ['signed at', sentAt],
        ]),
      ]);
      return 0;
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      const { code, message } = error;
      output.result({ valid: false, code, detail: message }, () => [`not valid: ${message} (${code})`]);
      return 1;
    }
  },
};
