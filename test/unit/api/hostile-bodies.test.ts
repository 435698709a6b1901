import { expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';

const filter = '{"anyOf":[{"eventTypes":["*"],"companies":[{"companyId":"acme","projectIds":"*"}]}]}';
const withConditions = (pattern: string) =>
  `{"name":"n","url":"https://example.com/","filter":{"anyOf":[{"eventTypes":["*"],"companies":[{"companyId":"acme","projectIds":"*"}],"conditions":{"pattern":${pattern}}}]}}`;
const inside = '/filter/anyOf/0/conditions/pattern';

const bodies: [string, string, number, string, string | undefined, string | undefined][] = [
  [
    'a duplicate member',
    `{"name":"a","name":"b","url":"u","filter":${filter}}`,
    400,
    'invalid-request',
    '/name',
    'This member occurs twice.',
  ],
  [
    'a duplicate in other spelling',
    '{"name":"a","n\\u0061me":"b"}',
    400,
    'invalid-request',
    '/name',
    'This member occurs twice.',
  ],
  [
    'a duplicate deep inside',
    withConditions('{"a":[{"prefix":"x","prefix":"y"}]}'),
    400,
    'invalid-request',
    `${inside}/a/0/prefix`,
    'This member occurs twice.',
  ],
  [
    '__proto__',
    '{"__proto__":{"name":"x"}}',
    400,
    'invalid-request',
    '/__proto__',
    'No member can have this name.',
  ],
  [
    '__proto__ in a pattern',
    withConditions('{"__proto__":["x"]}'),
    400,
    'invalid-request',
    `${inside}/__proto__`,
    'No member can have this name.',
  ],
  ['constructor', '{"constructor":{}}', 400, 'invalid-request', '/name', 'This member is required.'],
  [
    'deep lists',
    '['.repeat(100_000) + ']'.repeat(100_000),
    400,
    'invalid-request',
    '',
    'The body is nested deeper than 64 levels.',
  ],
  [
    'deep objects',
    `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    400,
    'invalid-request',
    '',
    'The body is nested deeper than 64 levels.',
  ],
  [
    '65 levels of pattern',
    withConditions(`${'{"a":'.repeat(60)}[1]${'}'.repeat(60)}`),
    400,
    'invalid-request',
    '',
    'The body is nested deeper than 64 levels.',
  ],
  ['NUL', '{"name":"a\\u0000b"}', 400, 'invalid-request', '/name', 'NUL characters are not allowed.'],
  [
    'a lone surrogate',
    '{"name":"a\\ud800b"}',
    400,
    'invalid-request',
    '/name',
    'Lone surrogates are not allowed: this is no Unicode text.',
  ],
  [
    'a lone surrogate as name',
    withConditions('{"\\udfff":["x"]}'),
    400,
    'invalid-request',
    inside,
    'Lone surrogates are not allowed: this is no Unicode text.',
  ],
  [
    'an endless number',
    withConditions('{"a":[{"numeric":["=",1e400]}]}'),
    400,
    'invalid-request',
    `${inside}/a/0/numeric/1`,
    'The number is too large.',
  ],
  [
    'quotes and commas in strings',
    '{"a,b":"c\\"},{","a,b":1}',
    400,
    'invalid-request',
    '/a,b',
    'This member occurs twice.',
  ],
  ['an unfinished text', '{"name":"', 400, 'malformed-json', undefined, undefined],
  ['an unquoted text', '{name:1}', 400, 'malformed-json', undefined, undefined],
  ['two values', '{} {}', 400, 'malformed-json', undefined, undefined],
  ['only white space', ' \n', 400, 'malformed-json', undefined, undefined],
  ['262,145 bytes', `"${'x'.repeat(262_143)}"`, 413, 'payload-too-large', undefined, undefined],
  [
    '262,144 bytes',
    `"${'x'.repeat(262_142)}"`,
    400,
    'invalid-request',
    '',
    'Must be an object, not a string.',
  ],
  [
    '262,145 bytes in fewer characters',
    `"é${'x'.repeat(262_141)}"`,
    413,
    'payload-too-large',
    undefined,
    undefined,
  ],
];

it.each(bodies)('%s', async (_, body, status, code, pointer, detail) => {
  const answer = await new MemoryApi().send('POST', '/v1/webhooks', body);
  expect([answer.status, answer.body.type, answer.body.errors[0]]).toEqual([
    status,
    `https://finehook.dev/problems/${code}`,
    pointer === undefined ? undefined : expect.objectContaining({ pointer, detail }),
  ]);
});

it('says at most 20 faults of the text', async () => {
  const body = `[${'"\\u0000",'.repeat(1000)}1]`;
  expect((await new MemoryApi().send('POST', '/v1/webhooks', body)).body.errors).toHaveLength(20);
});

it('reads base64, as API Gateway sends what is no text to it', async () => {
  const base64 = { 'x-base64': 'yes' };
  const api = new MemoryApi();
  const good = Buffer.from(withConditions('{"a":["é"]}')).toString('base64');
  expect((await api.send('POST', '/v1/webhooks', good, base64)).status).toBe(201);
  const latin1 = Buffer.from('{"name":"é"}', 'latin1').toString('base64');
  expect((await api.send('POST', '/v1/webhooks', latin1, base64)).body).toEqual({
    type: 'https://finehook.dev/problems/malformed-json',
    title: 'The body is not JSON',
    status: 400,
    detail: 'The body is not UTF-8 text.',
    requestId: 'req-1',
    errors: [],
  });
});
