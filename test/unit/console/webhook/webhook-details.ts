import type { WebhookDetails } from '../../../../client/api/client.ts';

/** A webhook that works, as the API tells of it. */
export const webhookDetails: WebhookDetails = {
  id: 'whk_1',
  name: 'Done tasks',
  url: 'https://hooks.slack.com/services/T0/B0/hush-hush',
  filter: {
    anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: '*' }] }],
  },
  status: 'active',
  statusReason: null,
  rule: 'live',
  noAccessTo: [],
  slowSince: null,
  format: 'slack',
  options: {},
  health: {
    since: '2026-01-01T00:00:00.000Z',
    nextCheckAt: null,
    holdUntil: null,
    releasingSince: null,
    lastSuccessAt: '2026-01-09T14:00:00.000Z',
    lastFailureAt: null,
    certificateExpiresAt: '2026-03-31T23:59:59.000Z',
    heldCount: 0,
    hasMoreHeld: false,
  },
  headerNames: ['x-team'],
  authType: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
};
