import { grantId } from '../domain/grant.ts';
import type { GrantInput, GrantListView, GrantView } from '../domain/wire/grant-schema.ts';

const input = { companyId: 'globex', toCompanyId: 'acme' } satisfies GrantInput;

const grant = {
  id: grantId(input.companyId, input.toCompanyId),
  ...input,
  createdAt: '2026-01-07T09:30:00.000Z',
  createdBy: 'key:key_01kebzrd80f9jpgt5m3kxyz0n2',
} satisfies GrantView;

/** By operation id: see `openapi-examples.ts`. */
export const grantExamples = {
  createGrant: { request: input, answer: grant },
  listGrants: { answer: { items: [grant], nextCursor: null } satisfies GrantListView },
  getGrant: { answer: grant },
};
