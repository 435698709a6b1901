import type { CapacityView } from '../domain/wire/capacity-schema.ts';

/** Of the operation that tells how much room is left. */
export const capacityExamples = {
  getCapacity: {
    answer: {
      bus: {
        ruleQuota: 300,
        counted: {
          at: '2026-01-09T14:05:00.000Z',
          rules: 214,
          rulesOfWebhooks: 212,
          rulesLeft: 86,
          webhooks: { live: 205, pending: 1, off: 6 },
        },
      },
      company: { companyId: 'acme', webhooks: 12, webhooksPerCompany: 100, webhooksLeft: 88 },
    } satisfies CapacityView,
  },
};
