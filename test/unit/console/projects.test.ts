import { expect, it } from 'vitest';
import { projectsOf } from '../../../console/src/names/projects.ts';

const website = { id: 'website', name: 'Website' };
const portal = { names: { acme: 'Acme', website: 'Old name', app: 'App' }, project: null };

it('are those of the directory, without a portal link', () => {
  expect(projectsOf('acme', [website], ['acme'], null)).toEqual([website]);
});

it('are those that the link names too, where it is of one company', () => {
  const app = { id: 'app', name: 'App' };
  expect(projectsOf('acme', [website], ['acme'], portal)).toEqual([website, app]);
  expect(projectsOf('acme', [website], ['acme', 'globex'], portal)).toEqual([website]);
});

it('have the one among them that the user comes from', () => {
  const from = { ...portal, project: { companyId: 'acme', projectId: 'app' } };
  expect(projectsOf('acme', [], ['acme', 'globex'], from)).toEqual([{ id: 'app', name: 'App' }]);
  expect(projectsOf('globex', [], ['acme', 'globex'], from)).toEqual([]);
  const unnamed = { names: {}, project: { companyId: 'acme', projectId: 'p9' } };
  expect(projectsOf('acme', [website], ['acme'], unnamed)).toEqual([website, { id: 'p9', name: 'p9' }]);
});
