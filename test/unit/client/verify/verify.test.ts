import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  type StandardCall,
  VerificationError,
  verifyBlue,
  verifyStandardWebhook,
} from '../../../../client/verify/verify.ts';
import { signBlue, signStandard } from '../../../../functions/domain/signature.ts';

const vectorSchema = z.object({
  secret: z.string(),
  id: z.string(),
  timestamp: z.number(),
  body: z.string(),
  signature: z.string(),
});
const file = join(import.meta.dirname, '../../../fixtures/signatures/vectors.json');
const [first] = z.array(z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
const vector = vectorSchema.parse(first);

const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** The published example, at the second when it was signed. */
function vectorCall(change: Partial<StandardCall> = {}): StandardCall {
  return {
    payload: vector.body,
    headers: {
      'webhook-id': vector.id,
      'webhook-timestamp': String(vector.timestamp),
      'webhook-signature': vector.signature,
    },
    secret: vector.secret,
    now: () => vector.timestamp * 1000,
    ...change,
  };
}

function headersWith(change: Record<string, string>) {
  return { ...vectorCall().headers, ...change };
}

async function codeOf(verified: Promise<unknown>): Promise<string> {
  const error = await verified.catch((thrown: unknown) => thrown);
  return error instanceof VerificationError ? error.code : `no VerificationError: ${error}`;
}

describe('verifyStandardWebhook', () => {
  const verified = { id: vector.id, sentAt: new Date('2021-02-25T15:02:10.000Z'), body: vector.body };

  it("verifies the specification's example", async () => {
    expect(await verifyStandardWebhook(vectorCall())).toEqual(verified);
  });

  it.each<[string, Partial<StandardCall>]>([
    ['bytes', { payload: Buffer.from(vector.body) }],
    ['a secret without its prefix', { secret: vector.secret.slice('whsec_'.length) }],
    ['one of several secrets', { secret: [other, vector.secret] }],
    [
      'one of several signatures',
      { headers: headersWith({ 'webhook-signature': `v1,AAAA v1a,x v1,?? ${vector.signature}` }) },
    ],
    [
      'the headers of a Request',
      { headers: new Headers(Object.entries(headersWith({})).map(([k, v]) => [k, String(v)])) },
    ],
    [
      'headers of any case, as lists too',
      {
        headers: {
          'Webhook-Id': [vector.id],
          'WEBHOOK-TIMESTAMP': String(vector.timestamp),
          'webhook-Signature': vector.signature,
        },
      },
    ],
    ['just not too old', { now: () => (vector.timestamp + 300) * 1000 }],
    ['just not too far ahead', { now: () => (vector.timestamp - 300) * 1000 }],
    ['a tolerance of its own', { now: () => (vector.timestamp + 900) * 1000, toleranceSeconds: 900 }],
  ])('takes %s', async (_, change) => {
    expect(await verifyStandardWebhook(vectorCall(change))).toEqual(verified);
  });

  it.each<[string, Partial<StandardCall>, string]>([
    ['another body', { payload: `${vector.body} ` }, 'signature-mismatch'],
    ['another secret', { secret: other }, 'signature-mismatch'],
    ['another id', { headers: headersWith({ 'webhook-id': 'msg_1' }) }, 'signature-mismatch'],
    ['another time', { headers: headersWith({ 'webhook-timestamp': '1614265331' }) }, 'signature-mismatch'],
    [
      'a longer signature',
      { headers: headersWith({ 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OEA' }) },
      'signature-mismatch',
    ],
    [
      'no signature of the version',
      { headers: headersWith({ 'webhook-signature': vector.signature.replace('v1', 'v2') }) },
      'signature-mismatch',
    ],
    ['an empty signature', { headers: headersWith({ 'webhook-signature': 'v1,' }) }, 'signature-mismatch'],
    ['no id', { headers: headersWith({ 'webhook-id': '' }) }, 'missing-header'],
    ['no headers', { headers: {} }, 'missing-header'],
    [
      'a time in words',
      { headers: headersWith({ 'webhook-timestamp': '1614265330.0' }) },
      'invalid-timestamp',
    ],
    ['too old', { now: () => (vector.timestamp + 301) * 1000 }, 'too-old'],
    ['too far ahead', { now: () => (vector.timestamp - 301) * 1000 }, 'too-far-ahead'],
  ])('refuses %s', async (_, change, code) => {
    expect(await codeOf(verifyStandardWebhook(vectorCall(change)))).toBe(code);
  });

  it.each([
    ['no secrets', []],
    ['an empty one', ''],
    ['a prefix alone', 'whsec_'],
    ['no base64', 'whsec_ä'],
  ])('works with no secret that is none: %s', async (_, secret) => {
    await expect(verifyStandardWebhook(vectorCall({ secret }))).rejects.toThrow(TypeError);
  });

  it('agrees with the standardwebhooks package and with what Finehook signs, whatever the body', async () => {
    for (const body of ['', '{"a":1.0}', 'grüße 📣', '\ufeff{}']) {
      const sentAt = new Date(1_767_967_513_000);
      const timestamp = String(sentAt.getTime() / 1000);
      const signatures = [
        new Webhook(vector.secret).sign('dlv_1', sentAt, body),
        signStandard([{ value: other }, { value: vector.secret }], 'dlv_1', Number(timestamp), body),
      ];
      for (const signature of signatures) {
        const headers = {
          'webhook-id': 'dlv_1',
          'webhook-timestamp': timestamp,
          'webhook-signature': signature,
        };
        const call = { payload: body, headers, secret: vector.secret, now: () => sentAt.getTime() };
        expect(await verifyStandardWebhook(call)).toEqual({ id: 'dlv_1', sentAt, body });
      }
    }
  });
});

describe('verifyBlue', () => {
  const secret = vector.secret;
  const body = '{"event":"TODO_MOVED"}';
  const signature = signBlue({ value: secret }, body);

  it.each([
    ['a text', { payload: body, signature, secret }],
    ['bytes', { payload: Buffer.from(body), signature, secret }],
    ['one of several secrets', { payload: body, signature, secret: [other, secret] }],
    ['capital letters', { payload: body, signature: signature.toUpperCase(), secret }],
  ])('takes %s', async (_, call) => {
    expect(await verifyBlue(call)).toEqual({ body });
  });

  it("takes GitHub's published example, which is made in the same way", async () => {
    const payload = 'Hello, World!';
    const published = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const call = { payload, signature: published, secret: "It's a Secret to Everybody" };
    expect(await verifyBlue(call)).toEqual({ body: payload });
  });

  it.each([
    ['another body', { payload: `${body} `, signature, secret }, 'signature-mismatch'],
    ['another secret', { payload: body, signature, secret: other }, 'signature-mismatch'],
    ['a part of it', { payload: body, signature: signature.slice(2), secret }, 'signature-mismatch'],
    ['no hex', { payload: body, signature: `${signature.slice(2)}zz`, secret }, 'signature-mismatch'],
    ['none', { payload: body, signature: undefined, secret }, 'missing-header'],
    ['null, as of a Request', { payload: body, signature: null, secret }, 'missing-header'],
  ])('refuses %s', async (_, call, code) => {
    expect(await codeOf(verifyBlue(call))).toBe(code);
  });

  it('works with no secret that is none', async () => {
    await expect(verifyBlue({ payload: body, signature, secret: '' })).rejects.toThrow(TypeError);
    await expect(verifyBlue({ payload: body, signature, secret: [] })).rejects.toThrow(TypeError);
  });
});
