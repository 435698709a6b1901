import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../client/api/client.ts';
import { choose, chooseAll, groupsOf, isChosen, popularOf } from '../../../console/src/edit/choose-events.ts';
import {
  chooseCompany,
  chooseProject,
  isProjectChosen,
  isWhole,
} from '../../../console/src/edit/choose-places.ts';

const type = (name: string, group = 'Record', deprecated = false): EventType => ({
  name,
  group,
  title: { en: name },
  description: { en: name },
  schema: {},
  example: null,
  deprecated,
  version: 1,
  builtIn: true,
  updatedAt: null,
});

describe('events', () => {
  it('are taken in and out one by one, sorted', () => {
    const two = choose(choose({ eventTypes: [] }, ['B'], true), ['A'], true);
    expect(two).toEqual({ eventTypes: ['A', 'B'], exceptEventTypes: [] });
    expect(choose(two, ['B'], false)).toEqual({ eventTypes: ['A'], exceptEventTypes: [] });
  });

  it('become exceptions when all are chosen', () => {
    const all = chooseAll(true);
    const butTwo = choose(all, ['B', 'A'], false);
    expect(butTwo).toEqual({ eventTypes: ['*'], exceptEventTypes: ['A', 'B'] });
    expect(['A', 'C'].map(name => isChosen(butTwo, name))).toEqual([false, true]);
    expect(choose(butTwo, ['A'], true)).toEqual({ eventTypes: ['*'], exceptEventTypes: ['B'] });
  });

  it('stand in their groups, without deprecated ones that nobody has chosen', () => {
    const types = [type('A'), type('B', 'Tag'), type('C', 'Record', true), type('D')];
    const names = (eventTypes: string[]) =>
      groupsOf(types, { eventTypes }).map(({ name, types }) => [name, types.map(({ name }) => name)]);
    expect(names([])).toEqual([
      ['Record', ['A', 'D']],
      ['Tag', ['B']],
    ]);
    expect(names(['C'])[0]).toEqual(['Record', ['A', 'C', 'D']]);
  });

  it('offers well-known ones first, then others of the catalog, eight at most', () => {
    const own = Array.from({ length: 9 }, (_, i) => type(`OWN_${i}`));
    const offered = popularOf([...own, type('TODO_MOVED'), type('COMMENT_CREATED', 'Comment', true)]);
    expect(offered.map(({ name }) => name)).toEqual([
      'TODO_MOVED',
      ...own.slice(0, 7).map(({ name }) => name),
    ]);
  });
});

describe('places', () => {
  const acme = { companyId: 'acme', projectIds: ['app', 'web'] };

  it('are projects of companies, sorted; a company without any is left out', () => {
    const one = chooseProject([], 'acme', 'web', true);
    expect(chooseProject(one, 'acme', 'app', true)).toEqual([acme]);
    expect(chooseProject(one, 'acme', 'web', false)).toEqual([]);
    expect(chooseProject([acme], 'Zeta', 'z', true).map(({ companyId }) => companyId)).toEqual([
      'Zeta',
      'acme',
    ]);
  });

  it('are whole companies, but for what is taken out', () => {
    const all = chooseCompany([acme], 'acme', true);
    expect(all).toEqual([{ companyId: 'acme', projectIds: '*' }]);
    const butApp = chooseProject(all, 'acme', 'app', false);
    expect(butApp).toEqual([{ companyId: 'acme', projectIds: '*', exceptProjectIds: ['app'] }]);
    expect(['app', 'web'].map(id => isProjectChosen(butApp, 'acme', id))).toEqual([false, true]);
    expect(chooseProject(butApp, 'acme', 'app', true)).toEqual(all);
    expect([isWhole(all, 'acme'), isWhole(all, 'globex'), isWhole([acme], 'acme')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(chooseCompany(all, 'acme', false)).toEqual([]);
  });
});
