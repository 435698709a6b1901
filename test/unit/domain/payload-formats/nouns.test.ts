import { expect, it } from 'vitest';
import { chatMessage } from '../../../../functions/domain/payload-formats/chat-message.ts';
import { readNouns } from '../../../../functions/domain/wire/nouns-schema.ts';
import { renamedNouns } from '../../../support/renamed-nouns.ts';

const project = { id: 'web', name: 'Website' };
const todo = { id: 'r1', title: 'Publish', project };
const state = {
  webhook: {
    id: 'whk_1',
    ownerCompanyId: 'acme',
    name: 'x',
    url: 'https://a.example',
    filter: { anyOf: [] },
  },
  health: { status: 'active' as const },
};
const { en } = readNouns(JSON.stringify(renamedNouns));

function told(type: string, data: object, nouns = en) {
  const detailText = JSON.stringify({ companyId: 'acme', projectId: 'web', ...data });
  const event = { id: 'e1', type, time: '2026-01-01T00:00:00Z', detailText };
  return chatMessage({ state, event, nouns });
}

it('a message has the operator’s nouns', () => {
  expect(told('COMMENT_CREATED', { currentValue: { text: 'Hi', todo } }).facts).toEqual([
    { label: 'Card', text: 'Publish' },
    { label: 'Workspace', text: 'Website' },
  ]);
  const changes = { projectId: { from: 'old', to: 'web' }, todo: { from: 'r1', to: 'r2' } };
  expect(told('TODO_MOVED', { currentValue: todo, changes })).toMatchObject({
    what: 'A card was moved',
    facts: [{ label: 'Workspace' }, { label: 'Card' }],
  });
});

it.each([
  ['TODO_CREATED', 'card', 'A card was created'],
  ['TODO_TAG_ADDED', 'card', 'A tag was added to a card'],
  ['TODO_DUE_DATE_UPDATED', 'issue', 'The due date of an issue was changed'],
  ['TODO_DELETED', 'issue', 'An issue was deleted'],
  ['TODO_DELETED', 'user story', 'A user story was deleted'],
  ['TAG_CREATED', 'issue', 'A tag was created'],
] as const)('%s with the noun "%s" is "%s"', (type, one, what) => {
  expect(told(type, { currentValue: todo }, { ...en, record: [one, `${one}s`] }).what).toBe(what);
});
