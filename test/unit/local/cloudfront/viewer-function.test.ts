import { expect, it } from 'vitest';
import { viewerFunction } from '../../../../local/cloudfront/viewer-function.ts';

const request = { method: 'GET', uri: '/a', viewerIp: '192.0.2.1' };

it('gives the function the event of a viewer request, and takes over its path', async () => {
  const run = viewerFunction(`function handler(event) {
    const { version, context, viewer, request } = event;
    return { ...request, uri: [version, context.eventType, viewer.ip, request.method, request.uri].join(' ') };
  }`);
  expect(await run(request)).toBe('1.0 viewer-request 192.0.2.1 GET /a');
});

it('waits for an asynchronous function', async () => {
  const run = viewerFunction('async function handler({ request }) { request.uri += "b"; return request; }');
  expect(await run(request)).toBe('/ab');
});

it('keeps nothing from one request to the next, and has nothing of Node', async () => {
  const run = viewerFunction(
    'var calls = 0; function handler({ request }) { request.uri = [++calls, typeof process, typeof require].join(); return request; }',
  );
  expect(await run(request)).toBe('1,undefined,undefined');
  expect(await run(request)).toBe('1,undefined,undefined');
});

it('refuses what it does not do, and fails as the function does', async () => {
  await expect(viewerFunction('function handler() { return { statusCode: 302 }; }')(request)).rejects.toThrow(
    'the local run takes requests only from functions of CloudFront, no answers',
  );
  await expect(
    viewerFunction('function handler() { throw new Error("on purpose"); }')(request),
  ).rejects.toThrow('on purpose');
  expect(() => viewerFunction('function handler( {')).toThrow('Unexpected token');
});
