import { expect, it } from 'vitest';
import { runCli } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

it('keys create prints the key alone, and the list shows what it may do', async () => {
  const api = new MemoryApi();
  const argv = ['keys', 'create', '--name', 'CI', '--companies', 'acme, globex', '--role', 'publisher'];
  const { code, out, err, sent } = await runCli(api, argv);
  expect(code).toBe(0);
  expect(out).toEqual([expect.stringMatching(/^fhk_[\w-]{43}$/)]);
  expect(err).toEqual([
    expect.stringMatching(/^Key key_\w+ \("CI"\) is made. It is shown this once: keep it safe.$/),
  ]);
  expect(sent).toEqual([
    'POST /v1/keys {"name":"CI","companies":["acme","globex"],"revealSecrets":false,"role":"publisher"}',
  ]);
  const listed = await runCli(api, ['keys', 'list']);
  expect(listed.out.map(line => line.replace(/^key_\w+ +/, ''))).toEqual([
    expect.stringMatching(/^ID +NAME +ROLE +COMPANIES +LAST USED +EXPIRES$/),
    'CI    publisher  acme,globex  -                         -',
    expect.stringMatching(/^k +admin +\* +2026-01-01T00:00:00.000Z +-$/),
  ]);
});

it('keys rotate and keys delete', async () => {
  const api = new MemoryApi();
  await runCli(api, ['keys', 'create', '--name', 'CI', '--companies', 'acme']);
  const { out } = await runCli(api, ['keys', 'list', '--json']);
  const id: string = JSON.parse(out.join()).items[0].id;
  const rotated = await runCli(api, ['keys', 'rotate', id, '--overlap-hours', '0']);
  expect(rotated).toMatchObject({
    code: 0,
    out: [expect.stringMatching(/^fhk_/)],
    sent: [`POST /v1/keys/${id}/rotations {"overlapHours":0}`],
  });
  const deleted = await runCli(api, ['keys', 'delete', id, '--json']);
  expect(deleted).toMatchObject({ code: 0, out: [`{"deleted":"${id}"}`] });
});

it('grants are created, listed and taken back', async () => {
  const api = new MemoryApi();
  const created = await runCli(api, ['grants', 'create', '--company', 'acme', '--to', 'globex']);
  const [, id = ''] = /^(\w+): webhooks of globex may listen to acme$/.exec(created.out.join()) ?? [];
  const listed = await runCli(api, ['grants', 'list', '--company', 'globex', '--direction', 'received']);
  expect(listed.out[1]).toMatch(new RegExp(`^${id}  acme +globex +2026-01-01T00:00:00.000Z  key:key_`));
  const deleted = await runCli(api, ['grants', 'delete', id]);
  expect(deleted).toMatchObject({ code: 0, out: [`deleted ${id}`] });
  expect((await runCli(api, ['grants', 'list', '--company', 'acme'])).out).toEqual(['none']);
});

it('portal-link prints the link alone', async () => {
  const who = ['--companies', 'acme', '--user-id', 'u1', '--user-name', 'Ada', '--role', 'reader'];
  const { code, out, err, sent } = await runCli(new MemoryApi(), [
    'portal-link',
    ...who,
    '--expires-in',
    '60',
  ]);
  expect(code).toBe(0);
  expect(out).toEqual([expect.stringMatching(/^https:\/\/console\.example\/#token=fhp_[\w-]{43}$/)]);
  expect(err).toEqual([
    'It can be used until 2026-01-01T00:01:00.000Z, once. Whoever has it gets in: hand it to that user only.',
  ]);
  expect(sent).toEqual([
    'POST /v1/portal-links {"companies":["acme"],"user":{"id":"u1","name":"Ada"},"revealSecrets":false,"role":"reader","expiresInSeconds":60}',
  ]);
});

it('capacity shows how many rules the bus has left, and how many webhooks a company', async () => {
  const api = new MemoryApi();
  expect((await runCli(api, ['capacity'])).out).toEqual([
    'rules that EventBridge allows  10',
    'rules on the bus               not counted yet',
  ]);
  await api.ruleCounts.note({
    countedAt: '2025-12-31T23:59:00.000Z',
    rulesOfWebhooks: 7,
    otherRules: 1,
    webhooks: { live: 4, pending: 1, off: 2 },
  });
  const { code, out, err, sent } = await runCli(api, ['capacity', '--company', 'acme']);
  expect([code, err, sent]).toEqual([0, [], ['GET /v1/capacity?companyId=acme']]);
  expect(out).toEqual([
    'rules that EventBridge allows  10',
    'rules on the bus               8',
    'of webhooks                    7',
    'left                           2',
    'webhooks whose rule is live    4',
    '… pending                      1',
    '… off                          2',
    'counted at                     2025-12-31T23:59:00.000Z',
    'webhooks of acme               0',
    'it may own                     3',
    'left to it                     3',
  ]);
});
