import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { operationAt } from '../../../functions/api/routes.ts';
import type { MemoryAnswer } from '../../support/memory-api.ts';
import { mayDo, type Row, rows } from './access-table.ts';
import {
  AccessWorld,
  type Caller,
  confirmToken,
  type Holder,
  holders,
  ids,
  type Kind,
  kinds,
  leaveToken,
  type Owner,
  owners,
  sees,
} from './access-world.ts';

const allRows = Object.entries(rows).map(([name, row]) => {
  const [operation = ''] = name.split(' ');
  return { name, row, operation, may: mayDo[operation] ?? '' };
});
/** How refusals speak of what somebody calls by. */
const nouns: Readonly<Record<Kind, string>> = { key: 'API key', session: 'session', token: 'token' };
const admin = { role: 'admin', revealsSecrets: true } as const;

function pathOf({ ask }: Row, owner: Owner | 'nobody'): string {
  return ask
    .slice(ask.indexOf(' ') + 1)
    .replace('{every webhook}', owners.map(one => ids[one].webhook).join())
    .replace(/\{webhook of (acme|both)\}/, (_, of: 'acme' | 'both') => ids[of].webhook)
    .replace(/\{(\w+)\}/g, (_, kind: keyof (typeof ids)['acme']) => ids[owner][kind]);
}

function send(
  { api }: AccessWorld,
  row: Row,
  owner: Owner | 'nobody',
  headers: { readonly authorization: string },
): Promise<MemoryAnswer> {
  const [method = ''] = row.ask.split(' ');
  return api.send(
    method,
    pathOf(row, owner),
    owner === 'nobody' ? row.body?.('acme') : row.body?.(owner),
    headers,
  );
}

function newWorld({ given = () => {} }: Row): AccessWorld {
  const world = new AccessWorld();
  given(world);
  return world;
}

function may(row: Row, holder: Holder, owner: Owner): boolean {
  return row.may === undefined ? sees[holder].includes(owner) : row.may.includes(holder);
}

/** Whatever a caller is answered, nothing in it is beyond them. @returns the ids that are */
function beyond(text: string, holder: Holder): string[] {
  const idsOf = (some: readonly Owner[]) =>
    some.flatMap(owner => {
      const { company: _, ...its } = ids[owner];
      return Object.values(its);
    });
  const seen = new Set(idsOf(sees[holder]));
  // Whoever has got a grant may see it.
  if (holder === 'acme' || holder === 'globex') seen.add(ids.both.grant);
  return idsOf(owners).filter(id => !seen.has(id) && text.includes(id));
}

describe('the table', () => {
  it('has every operation, with who may, and asks for it as it is called', () => {
    const known = operations.map(({ id }) => id).sort();
    expect(Object.keys(mayDo).sort()).toEqual(known);
    expect([...new Set(allRows.map(({ operation }) => operation))].sort()).toEqual(known);
    for (const { name, row, operation } of allRows) {
      const [method = ''] = row.ask.split(' ');
      const [path = ''] = pathOf(row, 'acme').split('?');
      expect([name, operationAt(operations, method, path)?.id]).toEqual([name, operation]);
    }
  });
});

/** Of each kind, with and without the right to reveal secrets; nobody has that by a token. */
const roles: readonly Omit<Caller, 'holder'>[] = (
  ['admin', 'manager', 'reader', 'publisher'] as const
).flatMap(role =>
  kinds.flatMap(kind =>
    (kind === 'token' ? [false] : [false, true]).map(revealsSecrets => ({ kind, role, revealsSecrets })),
  ),
);

describe('what each role may do, for every company', () => {
  it.each(allRows.map(one => [one.name, one] as const))('%s', async (_name, { row, may: who }) => {
    const isOpen = who === 'anybody' || who === 'everybody';
    let world = newWorld(row);
    for (const caller of roles) {
      const headers = world.caller({ ...caller, holder: 'all' });
      const before = world.snapshot();
      const isAllowed =
        isOpen || (who === 'whoever reveals' ? caller.revealsSecrets : who.split(' ').includes(caller.role));
      const [owner = 'acme'] = row.of;
      const hasThat = row.may === undefined || row.may.includes('all');
      const { status, body } = await send(world, row, owner, headers);
      expect([caller, status]).toEqual([caller, !isAllowed ? 403 : hasThat ? row.done : row.elsewhere]);
      if (isAllowed) {
        world = newWorld(row);
        continue;
      }
      expect([caller, body.type, body.detail]).toEqual([
        caller,
        'https://finehook.dev/problems/forbidden',
        expect.stringMatching(
          new RegExp(`^This ${nouns[caller.kind]} does not have the scope [a-z-]+:[a-z]+\\. `),
        ),
      ]);
      expect([caller, world.snapshot()]).toEqual([caller, before]);
    }
  });
});

describe('what each company may reach, by its admins', () => {
  const cases = allRows.flatMap(one => kinds.map(kind => [one.name, kind, one] as const));

  it.each(cases)('%s by a %s', async (_name, kind, { row, may: who }) => {
    let world = newWorld(row);
    for (const holder of holders) {
      for (const owner of row.of) {
        const headers = world.caller({ ...admin, kind, holder });
        const before = world.snapshot();
        const isDone = may(row, holder, owner);
        const needsReveal = who === 'whoever reveals' && kind === 'token';
        const expected = needsReveal ? 403 : isDone ? row.done : (row.but?.[holder] ?? row.elsewhere);
        const answer = await send(world, row, owner, headers);
        const about = `${holder} asks for what is of ${owner}`;
        expect([about, answer.status]).toEqual([about, expected]);
        if (who !== 'everybody') expect([about, beyond(world.api.lastText, holder)]).toEqual([about, []]);
        if (row.shows !== undefined && answer.status === 200) {
          const { kind: shown, of } = row.shows;
          const ofThese = owners.filter(one => world.api.lastText.includes(`"${ids[one][shown]}"`));
          const due = row.may === undefined ? of.filter(one => sees[holder].includes(one)) : of;
          expect([about, ofThese]).toEqual([about, due]);
        }
        if (answer.status >= 400) expect(world.api.lastText).toMatch(new RegExp(`this ${nouns[kind]}`, 'i'));
        if (answer.status < 400) {
          world = newWorld(row);
          continue;
        }
        expect([about, world.snapshot()]).toEqual([about, before]);
        if (answer.status !== 404) continue;
        const unknown = await send(world, row, 'nobody', headers);
        expect([about, unknown.status, unknown.body]).toEqual([about, 404, answer.body]);
      }
    }
  });
});

describe('who calls', () => {
  const told: readonly (readonly [Kind, unknown])[] = [
    ['key', { kind: 'key', name: 'k', companies: ['acme'], portal: null }],
    ['session', { kind: 'session', name: 'Ada', companies: ['acme'], portal: { user: { id: 'u-1' } } }],
    ['token', { id: 'user:ada', kind: 'user', name: 'Ada', companies: ['acme'], portal: null }],
  ];

  it.each(told)('is told to a %s; only a session can be ended', async (kind, expected) => {
    const world = new AccessWorld();
    const { api } = world;
    const headers = world.caller({ ...admin, kind, holder: 'acme' });
    expect((await api.send('GET', '/v1/session', undefined, headers)).body).toMatchObject(Object(expected));
    expect((await api.send('DELETE', '/v1/session', undefined, headers)).status).toBe(204);
    expect([kind, api.portal.sessions.size]).toEqual([kind, 0]);
    api.nowMs += 5_000;
    const again = await api.send('GET', '/v1/session', undefined, headers);
    expect(again.status).toBe(kind === 'session' ? 401 : 200);
  });
});

describe('the link in a mail', () => {
  it.each([
    ['confirm', confirmToken],
    ['unsubscribe', leaveToken],
  ])('%s: opens one contact alone', async (what, token) => {
    const { api } = new AccessWorld();
    const statusOf = (contact: string) => api.contacts.contacts.get(contact)?.status;
    await api.send('POST', `/v1/contacts/${ids.globex.contact}/${what}?token=${token}`);
    expect(statusOf(ids.globex.contact)).toBe('unconfirmed');
    await api.send('POST', `/v1/contacts/${ids.acme.contact}/${what}?token=${token}`);
    expect(statusOf(ids.acme.contact)).toBe(what === 'confirm' ? 'confirmed' : 'unsubscribed');
  });
});

describe('without a key', () => {
  const unknown = 'A'.repeat(43);
  const refused = ['', 'Bearer', 'Basic x', 'Bearer x', `Bearer fhk_${unknown}`, `Bearer fhs_${unknown}`];

  it.each(allRows.map(one => [one.name, one] as const))('%s', async (_name, { row, may: who }) => {
    const isOpen = who === 'everybody';
    let world = newWorld(row);
    for (const authorization of refused) {
      const before = world.snapshot();
      const [owner = 'acme'] = row.of;
      const { status, headers } = await send(world, row, owner, { authorization });
      expect([authorization, status]).toEqual([authorization, isOpen ? row.done : 401]);
      if (isOpen) {
        world = newWorld(row);
        continue;
      }
      expect(headers['www-authenticate']).toMatch(/^Bearer realm="finehook"/);
      expect(world.snapshot()).toBe(before);
    }
  });
});
