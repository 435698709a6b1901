import { describe, expect, it } from 'vitest';
import { headerFaults, totalFault, withLowerCaseNames } from '../../../functions/domain/receiver-headers.ts';

const detailsOf = (headers: Record<string, string | null>) =>
  headerFaults(headers).map(({ name, detail }) => [name, detail]);

describe('headerFaults', () => {
  it.each([
    'x-api-key',
    'X-Tenant',
    'api_key',
    "!#$%&'*+.^`|~0Az-",
    'accept',
    'date',
    'x-content-type',
    'xwebhook-id',
    'viax',
    'tea',
  ])('takes the name %s', name => {
    expect(headerFaults({ [name]: 'value' })).toEqual([]);
  });

  it.each(['', 'a b', 'a:b', 'ä', 'a\r\nb', 'a/b', '(x)', 'a@b', '"a"'])('%j is no name', name => {
    expect(detailsOf({ [name]: 'value' })).toEqual([
      [name, 'This is no name of a header: letters, digits and hyphens make one (RFC 9110).'],
    ]);
  });

  it.each([
    ['Host', 'Host cannot be set: it is taken from the URL.'],
    ['content-length', 'content-length cannot be set: it says what the body is, which the format decides.'],
    ['Authorization', 'Authorization cannot be set: it is set by "auth": use that.'],
    ['Webhook-Id', 'Webhook-Id cannot be set: it is set by Finehook itself.'],
    ['TRANSFER-ENCODING', 'TRANSFER-ENCODING cannot be set: it belongs to the connection, not to the call.'],
  ])('says why %s cannot be set', (name, detail) => {
    expect(detailsOf({ [name]: 'value' })).toEqual([[name, detail]]);
  });

  it.each([
    'accept-encoding',
    'ce-type',
    'connection',
    'content-type',
    'cookie',
    'expect',
    'forwarded',
    'http2-settings',
    'keep-alive',
    'metadata-flavor',
    'metadata',
    'proxy-authorization',
    'sec-fetch-site',
    'set-cookie',
    'te',
    'trailer',
    'upgrade',
    'user-agent',
    'via',
    'webhook-signature',
    'x-amz-target',
    'x-amzn-trace-id',
    'x-aws-ec2-metadata-token',
    'x-forwarded-for',
    'x-google-metadata-request',
    'x-real-ip',
    'x-signature',
  ])('keeps %s, in every case', name => {
    for (const spelt of [name, name.toUpperCase()]) {
      expect(headerFaults({ [spelt]: 'value' }).map(fault => fault.name)).toEqual([spelt]);
    }
  });

  it.each(['!', 'a b', 'Bearer ~abc', 'x'.repeat(1024)])('takes the value %j', value => {
    expect(headerFaults({ 'x-a': value })).toEqual([]);
  });

  it.each(['', ' ', ' a', 'a ', 'a\tb', 'a\nb', 'a\r\nx-b: c', 'ä', 'a\u0000', '\u007f', '…'])(
    '%j is no value',
    value => {
      expect(detailsOf({ 'x-a': value })).toEqual([
        ['x-a', 'Must be visible ASCII characters, with spaces only between them.'],
      ]);
    },
  );

  it('bounds a value', () => {
    expect(detailsOf({ 'x-a': 'x'.repeat(1025) })).toEqual([['x-a', 'Must have at most 1024 characters.']]);
  });

  it('finds a name that stands there twice, in another case or to be removed', () => {
    const twice = 'It is here twice: names of headers have no case.';
    expect(detailsOf({ 'X-A': '1', 'x-a': '2' })).toEqual([['x-a', twice]]);
    expect(detailsOf({ 'X-A': null, 'x-a': '2' })).toEqual([['x-a', twice]]);
  });

  it('lets anything be removed', () => {
    expect(headerFaults({ host: null, 'a b': null })).toEqual([]);
  });
});

describe('totalFault', () => {
  const headers = (count: number, length: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`x-${String(i).padStart(2, '0')}`, 'v'.repeat(length)]),
    );

  it('takes 20 headers and 4,096 characters of names and values', () => {
    expect(totalFault(headers(20, 1))).toBeUndefined();
    expect(totalFault(headers(4, 1020))).toBeUndefined();
  });

  it('takes no more', () => {
    expect(totalFault(headers(21, 1))).toEqual({
      code: 'too-many',
      detail: 'There are 21 headers; at most 20 are possible.',
      limit: 20,
    });
    expect(totalFault({ ...headers(4, 1020), a: '' })).toEqual({
      code: 'headers-too-long',
      detail: 'Names and values have 4097 characters together; at most 4096 are possible.',
      limit: 4096,
    });
  });
});

it('withLowerCaseNames', () => {
  expect(withLowerCaseNames({ 'X-A': 'Value', 'x-b': null })).toEqual({ 'x-a': 'Value', 'x-b': null });
});
