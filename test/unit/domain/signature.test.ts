import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSecret, signBlue, signStandard } from '../../../functions/domain/signature.ts';
import vectors from '../../fixtures/signatures/vectors.json' with { type: 'json' };

describe('signStandard', () => {
  const vector = vectors.find(({ scheme }) => scheme === 'standard-webhooks v1');

  it("gives the specification's example", () => {
    const { secret = '', id = '', timestamp = 0, body, signature } = vector ?? { body: '', signature: '' };
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(signStandard([{ value: secret }], id, timestamp, body)).toBe(signature);
  });

  it('signs with every secret, and the standardwebhooks package accepts each', () => {
    const secrets = [newSecret(new Uint8Array(32).fill(1)), newSecret(new Uint8Array(32).fill(2))];
    const timestamp = Math.floor(Date.now() / 1000);
    const body = '{"smile":"😀"}';
    const headers = {
      'webhook-id': 'dlv_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signStandard(secrets, 'dlv_1', timestamp, body),
    };
    for (const { value } of secrets)
      expect(new Webhook(value).verify(body, headers)).toEqual({ smile: '😀' });
    const stranger = new Webhook(newSecret(new Uint8Array(32).fill(3)).value);
    expect(() => stranger.verify(body, headers)).toThrow('No matching signature found');
  });
});

describe('signBlue', () => {
  it('is the hex HMAC-SHA256 of the raw body', () => {
    const vector = vectors.find(({ scheme }) => scheme === 'github sha256 hex');
    expect(`sha256=${signBlue({ value: vector?.secret ?? '' }, vector?.body ?? '')}`).toBe(vector?.signature);
  });
});
