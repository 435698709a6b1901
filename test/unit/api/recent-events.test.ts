import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';

const place = { companyId: 'acme', projectId: 'website' };
const time = '2026-01-01T00:00:00Z';

interface Sampled {
  readonly id: string;
  readonly atMs: number;
  readonly eventType?: string;
  readonly companyId?: string;
  readonly detail?: string;
}

/** Puts an event into the sample. */
function came(
  api: MemoryApi,
  { id, atMs, eventType = 'TODO_MOVED', companyId = 'acme', detail }: Sampled,
): void {
  const text = detail ?? JSON.stringify({ ...place, companyId });
  const eventText = `{"id":"${id}","detail-type":"${eventType}","source":"app","time":"${time}","detail":${text}}`;
  const slot = api.recentEvents.written.length;
  api.recentEvents.written.push({ slot, event: { ...place, companyId, id, eventType, atMs, eventText } });
}

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('listRecentEvents', () => {
  it('shows whole events, each number as its producer wrote it', async () => {
    const api = new MemoryApi();
    const detail = '{"companyId":"acme","projectId":"website","total":12345678901234567890,"list":[null]}';
    came(api, { id: 'e1', atMs: 1, detail });
    const { status, body } = await api.send('GET', '/v1/recent-events?companyId=acme');
    expect([status, Object.keys(body), Object.keys(body.items[0])]).toEqual([
      200,
      ['items'],
      ['id', 'type', 'time', 'data'],
    ]);
    expect(api.lastText).toBe(
      `{"items":[{"id":"e1","type":"TODO_MOVED","time":"2026-01-01T00:00:00Z","data":${detail}}]}`,
    );
  });

  it('lists the newest first, of one company, by type, and as many as are asked for', async () => {
    const api = new MemoryApi();
    for (let n = 0; n < 25; n++) came(api, { id: `e${n}`, atMs: (n * 7) % 25 });
    came(api, { id: 'done', atMs: 99, eventType: 'TODO_DONE' });
    came(api, { id: 'theirs', atMs: 99, companyId: 'globex' });
    const list = async (query: string) => (await api.send('GET', `/v1/recent-events?${query}`)).body;
    expect(idsOf(await list('companyId=acme&limit=3'))).toEqual(['done', 'e7', 'e14']);
    expect(idsOf(await list('companyId=acme&eventType=TODO_MOVED&limit=2'))).toEqual(['e7', 'e14']);
    expect(idsOf(await list('companyId=acme'))).toHaveLength(20);
    expect(idsOf(await list('companyId=acme&limit=100'))).toHaveLength(26);
    expect(await list('companyId=acme&eventType=NOTHING')).toEqual({ items: [] });
    expect(await list('companyId=initech')).toEqual({ items: [] });
  });

  it('lists fewer where they are large', async () => {
    const api = new MemoryApi();
    for (let n = 0; n < 80; n++) {
      const text = 'x'.repeat(60_000);
      came(api, { id: `e${n}`, atMs: n, detail: JSON.stringify({ ...place, text }) });
    }
    const { body } = await api.send('GET', '/v1/recent-events?companyId=acme&limit=100');
    expect([body.items.length, body.items[0].id]).toEqual([66, 'e79']);
  });

  it('is null where the service keeps none', async () => {
    const api = new MemoryApi({ keepsEvents: false });
    const { status, body } = await api.send('GET', '/v1/recent-events?companyId=acme');
    expect([status, body]).toEqual([200, { items: null }]);
  });

  it.each([
    ['', '?companyId'],
    ['companyId=', '?companyId'],
    ['companyId=acme&limit=0', '?limit'],
    ['companyId=acme&limit=101', '?limit'],
    ['companyId=acme&eventType=', '?eventType'],
    ['companyId=acme&cursor=x', '?cursor'],
  ])('?%s: 400', async (query, pointer) => {
    const { status, body } = await new MemoryApi().send('GET', `/v1/recent-events?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('403: of a company that the key does not hold, kept or not', async () => {
    for (const keepsEvents of [true, false]) {
      const api = new MemoryApi({ keepsEvents });
      const authorization = `Bearer ${api.key(['globex'])}`;
      const answer = await api.send('GET', '/v1/recent-events?companyId=acme', undefined, { authorization });
      expect([answer.status, answer.body.errors]).toEqual([
        403,
        [{ pointer: '?companyId', code: 'not-held', detail: 'This API key does not hold the company.' }],
      ]);
    }
  });
});
