import { newId } from '../domain/identifiers.ts';
import type {
  CreatedSessionView,
  PortalLinkInput,
  PortalLinkView,
  SessionInput,
  SessionView,
} from '../domain/wire/portal-schema.ts';

const madeAt = Date.parse('2026-01-07T09:30:00.000Z');
const random = Buffer.alloc(16, 'Ada');

const input = {
  companies: ['acme'],
  user: { id: 'u-ada', name: 'Ada Lovelace' },
  role: 'reader',
  revealSecrets: false,
  language: 'en',
  themeColor: '#0055ff',
  returnUrl: 'https://app.example.com/acme/settings',
  project: { companyId: 'acme', projectId: 'website' },
  names: { acme: 'Acme', website: 'Website' },
  expiresInSeconds: 300,
  sessionMinutes: 480,
} satisfies PortalLinkInput;

const link = {
  id: newId('ptl', madeAt, random),
  url: `https://webhooks.example.com/#token=fhp_${'A'.repeat(43)}`,
  expiresAt: '2026-01-07T09:35:00.000Z',
} satisfies PortalLinkView;

const session = {
  id: newId('ses', madeAt, random),
  kind: 'session',
  name: input.user.name,
  companies: input.companies,
  scopes: ['deliveries:read', 'directory:read', 'event-types:read', 'grants:read', 'webhooks:read'],
  portal: {
    user: input.user,
    language: 'en',
    themeColor: input.themeColor,
    returnUrl: input.returnUrl,
    project: input.project,
    names: input.names,
    expiresAt: '2026-01-07T17:31:00.000Z',
  },
} satisfies SessionView;

/** By operation id: see `openapi-examples.ts`. */
export const portalExamples = {
  createPortalLink: { request: input, answer: link },
  createSession: {
    request: { token: `fhp_${'A'.repeat(43)}` } satisfies SessionInput,
    answer: { token: `fhs_${'B'.repeat(43)}`, session } satisfies CreatedSessionView,
  },
  getSession: { answer: session },
};
