import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import { type FaultCode, faultMeanings, isFaultCode } from '../../../functions/domain/fault-codes.ts';
import { contactInputSchema } from '../../../functions/domain/wire/contact-schema.ts';
import { explainIssues } from '../../../functions/domain/wire/explain-issues.ts';
import { grantInputSchema } from '../../../functions/domain/wire/grant-schema.ts';
import { issueText, readIssueText } from '../../../functions/domain/wire/issue-text.ts';
import { keyInputSchema } from '../../../functions/domain/wire/key-schema.ts';
import { resendWindowInputSchema } from '../../../functions/domain/wire/resend-schema.ts';
import { rotationInputSchema } from '../../../functions/domain/wire/secret-schema.ts';
import { webhookInputSchema } from '../../../functions/domain/wire/webhook-schema.ts';

type Row = readonly [change: object, pointer: string, code: FaultCode, limit?: number];

function faultsOf(schema: z.ZodMiniType, input: unknown) {
  const { error } = schema.safeParse(input);
  return error === undefined ? [] : explainIssues(schema, input, error.issues);
}

function checks(schema: z.ZodMiniType, input: object, rows: readonly Row[]): void {
  it('takes what is right', () => expect(faultsOf(schema, input)).toEqual([]));
  const cases = rows.map(([change, ...expected]) => ({ change, expected }));
  it.each(cases)('$change: $expected', ({ change, expected }) => {
    const faults = faultsOf(schema, { ...input, ...change });
    expect(
      faults.map(fault => [fault.pointer, fault.code, ...('limit' in fault ? [fault.limit] : [])]),
    ).toEqual([expected]);
  });
}

const clause = { eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: '*' }] };
const filterOf = (change: object) => ({ filter: { anyOf: [{ ...clause, ...change }] } });
const conditions = (tree: unknown) => filterOf({ conditions: tree });
const leaf = { field: 'title', op: 'eq', value: 'x' };
const at = '/filter/anyOf/0';

describe('a webhook', () => {
  checks(webhookInputSchema, { name: 'a', url: 'https://example.com/', filter: { anyOf: [clause] } }, [
    [{ name: undefined }, '/name', 'required'],
    [{ name: 1 }, '/name', 'wrong-type'],
    [{ name: '' }, '/name', 'too-short', 1],
    [{ name: 'x'.repeat(101) }, '/name', 'too-long', 100],
    [{ name: 'a\nb' }, '/name', 'invalid-characters'],
    [{ name: '  ' }, '/name', 'blank'],
    [{ name: 'a\u200bb' }, '/name', 'invisible-characters'],
    [{ nmae: 'a' }, '/nmae', 'unknown-member'],
    [{ url: 'https://example.com/a b' }, '/url', 'invalid-characters'],
    [{ url: `https://${'a'.repeat(64)}.example/` }, '/url', 'bad-host'],
    [{ format: 'html' }, '/format', 'not-allowed'],
    [{ template: { text: ' ' } }, '/template/text', 'blank'],
    [{ template: { text: '{{x}}' } }, '/template/text', 'bad-placeholder'],
    [{ template: { text: '<{{data.url}}|x>' } }, '/template/text', 'placeholder-in-link'],
    [{ template: { text: 'x'.repeat(2001) } }, '/template/text', 'too-long', 2000],
    [{ options: { timeoutSeconds: 0 } }, '/options/timeoutSeconds', 'too-small', 1],
    [{ options: { timeoutSeconds: 31 } }, '/options/timeoutSeconds', 'too-large', 30],
    [{ options: { failingAfter: 2.5 } }, '/options/failingAfter', 'not-whole'],
    [{ auth: 'Bearer t' }, '/auth', 'wrong-type'],
    [{ auth: { type: 'digest' } }, '/auth/type', 'not-allowed'],
    [{ headers: { 'x a': '1' } }, '/headers/x a', 'bad-header-name'],
    [{ headers: { host: '1' } }, '/headers/host', 'reserved-header'],
    [{ headers: { 'x-a': 'ё' } }, '/headers/x-a', 'not-ascii'],
    [{ headers: { 'x-a': '1', 'X-A': '1' } }, '/headers/X-A', 'repeated'],
    [{ headers: { 'x-a': 'x'.repeat(1025) } }, '/headers/x-a', 'too-long', 1024],
    [{ auth: { type: 'digest' } }, '/auth/type', 'not-allowed'],
    [{ auth: { type: 'basic', username: 'a:b', password: '' } }, '/auth/username', 'colon-not-allowed'],
    [{ auth: { type: 'bearer', token: 'a b' } }, '/auth/token', 'not-ascii'],
    [filterOf({ eventTypes: [] }), `${at}/eventTypes`, 'too-few', 1],
    [filterOf({ companies: [] }), `${at}/companies`, 'too-few', 1],
    [filterOf({ exceptEventTypes: ['a'] }), `${at}/exceptEventTypes`, 'not-together'],
    [conditions({ all: [] }), `${at}/conditions/all`, 'too-few', 1],
    [conditions({ ...leaf, op: 'is' }), `${at}/conditions/op`, 'unknown-operator'],
    [conditions({ ...leaf, field: 'a..b' }), `${at}/conditions/field`, 'bad-field'],
    [conditions({ ...leaf, field: 'companyId' }), `${at}/conditions/field`, 'tenant-field'],
    [conditions({ ...leaf, value: undefined }), `${at}/conditions/value`, 'required'],
    [conditions({ ...leaf, op: 'gt' }), `${at}/conditions/value`, 'wrong-type'],
    [conditions({ ...leaf, op: 'before' }), `${at}/conditions/value`, 'not-a-time'],
    [conditions({ ...leaf, op: 'inLast' }), `${at}/conditions/value`, 'not-a-duration'],
    [conditions({ ...leaf, op: 'cidr' }), `${at}/conditions/value`, 'not-a-network'],
    [conditions({ ...leaf, op: 'between', value: [2, 1] }), `${at}/conditions/value`, 'not-a-range'],
    [conditions({ ...leaf, op: 'wildcard', value: '**' }), `${at}/conditions/value`, 'bad-wildcard'],
    [conditions({ field: 'a' }), `${at}/conditions`, 'bad-condition'],
  ]);
});

describe('a contact', () => {
  checks(contactInputSchema, { companyId: 'acme', email: 'ops@example.com' }, [
    [{ email: 'ops' }, '/email', 'not-an-email'],
    [{ email: 'почта@example.com' }, '/email', 'not-an-email'],
  ]);
});

describe('a grant', () => {
  checks(grantInputSchema, { companyId: 'acme', toCompanyId: 'globex' }, [
    [{ toCompanyId: 'acme' }, '/toCompanyId', 'needs-no-grant'],
    [{ toCompanyId: 'x'.repeat(129) }, '/toCompanyId', 'too-long', 128],
  ]);
});

describe('a key', () => {
  checks(keyInputSchema, { name: 'CI', companies: ['acme'] }, [
    [{ companies: [] }, '/companies', 'too-few', 1],
    [{ companies: ['*', 'acme'] }, '/companies', 'not-together'],
    [{ role: 'owner' }, '/role', 'not-allowed'],
    [{ expiresAt: 'soon' }, '/expiresAt', 'not-a-time'],
  ]);
});

describe('a rotation of secrets', () => {
  checks(rotationInputSchema, { overlapHours: 1 }, [
    [{ overlapHours: 169 }, '/overlapHours', 'too-large', 168],
    [{ secret: 'whsec_x' }, '/secret', 'bad-secret'],
  ]);
});

describe('a resend', () => {
  const [from, to] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  checks(resendWindowInputSchema, { from, to }, [
    [{ to: from }, '/to', 'not-later'],
    [{ statuses: [] }, '/statuses', 'too-few', 1],
  ]);
});

it.each([
  ['x', 'not-a-url'],
  ['ftp://example.com/', 'not-https'],
  ['http://example.com/', 'not-https'],
  ['https://a:b@example.com/', 'url-credentials'],
  ['https://10.0.0.1/', 'not-public'],
  ['http://10.0.0.1/', 'not-public'],
  ['https://localhost/', 'not-public'],
  ['https://intranet/', 'not-public'],
  ['https://example.com./', 'bad-host'],
  ['https://example.com:22/', 'port-not-allowed'],
])('the URL %s: %s', (url, code) => {
  expect(new AddressPolicy().checkUrl(url)).toMatchObject({ allowed: false, code });
});

it('a text of a schema that nobody gave a code is invalid', () => {
  const schema = z.string().check(z.refine(() => false, { error: 'Not so.' }));
  expect(faultsOf(schema, 'x')).toEqual([{ pointer: '', code: 'invalid', detail: 'Not so.' }]);
});

it('code, limit and detail go through the one text of an issue', () => {
  const faults = [
    { code: 'blank', detail: 'One line.' },
    { code: 'too-long', detail: 'Of\ntwo.', limit: 3 },
  ] as const;
  expect(faults.map(fault => readIssueText(issueText(fault)))).toEqual(faults);
  expect(['', 'Invalid input', 'of-tomorrow\n\nx', 'toString\n\nx'].map(readIssueText)).toEqual(
    Array(4).fill(undefined),
  );
});

it('codes are in kebab case, and have a sentence each', () => {
  for (const [code, meaning] of Object.entries(faultMeanings)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(meaning).toMatch(/^[A-Z].+\.$/);
  }
  expect(['invalid', 'constructor', ''].map(isFaultCode)).toEqual([true, false, false]);
});
