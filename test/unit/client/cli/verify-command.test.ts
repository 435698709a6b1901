import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signBlue, signStandard } from '../../../../functions/domain/signature.ts';
import { runCli } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const api = new MemoryApi();
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const body = '{"type":"TODO_MOVED","title":"Größe"}';
const seconds = Math.floor(api.nowMs / 1000);
const signature = signStandard([{ value: secret }], 'dlv_1', seconds, body);
const lines = [`Webhook-Id: dlv_1`, `webhook-timestamp: ${seconds}`, `webhook-signature: ${signature}`];
const headers = lines.flatMap(line => ['--header', line]);
const verify = (args: readonly string[], world: Parameters<typeof runCli>[2] = {}) =>
  runCli(api, ['verify', '--payload', '-', ...args], {
    input: body,
    env: { FINEHOOK_WEBHOOK_SECRET: secret },
    ...world,
  });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finehook-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('verify', () => {
  it('says that a call is valid, without the API', async () => {
    expect(await verify(headers)).toEqual({
      code: 0,
      out: ['valid', 'webhook-id  dlv_1', 'signed at   2026-01-01T00:00:00.000Z'],
      err: [],
      sent: [],
    });
  });

  it('reads headers of a file as they came over the wire', async () => {
    const file = join(folder, 'headers.txt');
    await writeFile(file, ['POST /in?a=b HTTP/1.1', 'host: a:80', ...lines, '', ''].join('\r\n'));
    const { code, out } = await verify(['--headers', file, '--json']);
    expect({ code, out }).toEqual({
      code: 0,
      out: ['{"valid":true,"id":"dlv_1","sentAt":"2026-01-01T00:00:00.000Z"}'],
    });
  });

  it('says that another body, another secret and an old call are not', async () => {
    const mismatch = ['not valid: no signature fits the body and a secret (signature-mismatch)'];
    expect(await verify(headers, { input: `${body}\n` })).toMatchObject({ code: 1, out: mismatch });
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(await verify([...headers, '--secret', other])).toMatchObject({ code: 1, out: mismatch });
    const later = { now: () => api.nowMs + 301_000 };
    expect(await verify(headers, later)).toMatchObject({
      code: 1,
      out: ['not valid: webhook-timestamp is too old (too-old)'],
    });
    expect(await verify([...headers, '--tolerance', '301'], later)).toMatchObject({ code: 0 });
    expect(await verify([...headers, '--any-time'], { now: () => api.nowMs * 2 })).toMatchObject({ code: 0 });
  });

  it('knows the signature of the format blue', async () => {
    const header = ['--header', `X-Signature: ${signBlue({ value: secret }, body)}`];
    expect(await verify(header)).toMatchObject({ code: 0, out: ['valid', 'webhook-id  -', 'signed at   -'] });
    expect(await verify(header, { input: '{}' })).toMatchObject({ code: 1 });
  });

  it.each([
    [headers, {}, 'with which secret? Give FINEHOOK_WEBHOOK_SECRET or --secret'],
    [[...headers, '--secret', 'whsec_?'], {}, 'a secret is not whsec_ and base64'],
    [
      ['--header', 'webhook-id'],
      { FINEHOOK_WEBHOOK_SECRET: secret },
      'webhook-id is no header: write "name: value"',
    ],
  ])('%j with %j is a wrong call', async (args, env, message) => {
    expect(await verify(args, { env })).toMatchObject({ code: 2, err: [message] });
  });
});
