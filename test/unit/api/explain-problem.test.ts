import { describe, expect, it } from 'vitest';
import { preferredType } from '../../../functions/api/preferred-type.ts';
import { problemGuides } from '../../../functions/api/problem-guide.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const none = { authorization: '' };
const browser = { ...none, accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

it('every code has a guide, and there is no guide of anything else', () => {
  expect(Object.keys(problemGuides).sort()).toEqual(Object.keys(problemKinds).sort());
});

describe.each(Object.entries(problemKinds))('GET /problems/%s', (code, { status, title }) => {
  it('explains it as JSON', async () => {
    const api = new MemoryApi();
    const answer = await api.send('GET', `/problems/${code}`, undefined, none);
    expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([
      200,
      'application/json',
      'accept',
    ]);
    expect(answer.body).toMatchObject({
      type: `https://finehook.dev/problems/${code}`,
      code,
      title,
      status,
      example: { type: `https://finehook.dev/problems/${code}`, title, status },
    });
    for (const part of ['meaning', 'cause', 'mend']) expect(answer.body[part]).toMatch(/^[A-Z"].{15,}\.$/s);
  });

  it('explains it to people, without loading anything', async () => {
    const api = new MemoryApi();
    const {
      status: answered,
      headers,
      body,
    } = await api.send('GET', `/problems/${code}`, undefined, browser);
    expect([answered, headers['content-type'], headers.vary]).toEqual([
      200,
      'text/html; charset=utf-8',
      'accept',
    ]);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect(body).not.toMatch(/<script|<img|<link|\bsrc=|\bhref=|@import|url\(/);
    expect(api.lastHeaders['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
});

it('the two have tags of their own', async () => {
  const api = new MemoryApi();
  const json = await api.send('GET', '/problems/conflict', undefined, none);
  const page = await api.send('GET', '/problems/conflict', undefined, browser);
  expect(json.headers.etag).not.toBe(page.headers.etag);
  const known = { ...browser, 'if-none-match': String(page.headers.etag) };
  expect((await api.send('GET', '/problems/conflict', undefined, known)).status).toBe(304);
});

it.each(['nothing', 'toString', '__proto__', 'Conflict'])('%s is no problem', async code => {
  const { status, body } = await new MemoryApi().send('GET', `/problems/${code}`, undefined, none);
  expect([status, body.type]).toEqual([404, 'https://finehook.dev/problems/not-found']);
});

it.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['text/html', 'text/html'],
  ['TEXT/HTML; charset=utf-8', 'text/html'],
  ['text/*', 'text/html'],
  ['application/json;q=0.5, text/html;q=0.6', 'text/html'],
  ['application/json, text/html', 'application/json'],
  ['application/json;q=0, */*;q=0.1', 'text/html'],
  ['text/html;q=0, */*', 'application/json'],
  ['text/html;level=1;q=0.2, application/json;q=0.1', 'text/html'],
  ['image/png', 'application/json'],
  ['nonsense, ;;q=', 'application/json'],
])('Accept: %s prefers %s', (accept, type) => {
  expect(preferredType(accept, ['application/json', 'text/html'])).toBe(type);
});
