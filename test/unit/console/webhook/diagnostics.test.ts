import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../client/api/client.ts';
import { diagnosticsText } from '../../../../console/src/webhook/diagnostics.ts';
import { webhookDetails } from './webhook-details.ts';

const delivery: Delivery = {
  id: 'dlv_1',
  webhookId: 'whk_1',
  eventId: 'e1',
  eventType: 'TODO_MOVED',
  status: 'pending',
  createdAt: '2026-01-09T14:04:00.000Z',
  run: 1,
  resendOf: null,
  nextAttemptAt: null,
  attempts: [
    {
      at: '2026-01-09T14:04:01.000Z',
      durationMs: 10,
      status: null,
      error: 'timeout',
      errorDetail: null,
      responseBody: 'private words',
      retryAfter: null,
      certificateExpiresAt: null,
      run: 1,
    },
  ],
};

const at = '2026-01-09T14:05:00.000Z';

describe('diagnostics', () => {
  it('say what support needs, line by line', () => {
    const text = diagnosticsText({
      webhook: {
        ...webhookDetails,
        status: 'disabled',
        statusReason: 'failures',
        health: { ...webhookDetails.health, heldCount: 1000, hasMoreHeld: true },
      },
      deliveries: [delivery, { ...delivery, id: 'dlv_0', status: 'held', attempts: [] }],
      requestIds: ['r1', 'r2'],
      at,
    });
    expect(text.split('\n')).toEqual([
      'Time: 2026-01-09T14:05:00.000Z',
      'Webhook: whk_1',
      'Address: https://hooks.slack.com',
      'Format: slack',
      'Status: disabled (failures), since 2026-01-01T00:00:00.000Z',
      'Rule: live',
      'Held: 1000+',
      'Last success: 2026-01-09T14:00:00.000Z',
      'Certificate expires: 2026-03-31T23:59:59.000Z',
      'Created: 2026-01-01T00:00:00.000Z',
      'Changed: 2026-01-02T00:00:00.000Z',
      'Requests: r1, r2',
      'Last deliveries:',
      '- dlv_1 pending, TODO_MOVED, created 2026-01-09T14:04:00.000Z, attempts 1, last timeout at 2026-01-09T14:04:01.000Z',
      '- dlv_0 held, TODO_MOVED, created 2026-01-09T14:04:00.000Z, attempts 0, last not attempted',
    ]);
  });

  it('tell no deliveries from deliveries that may not be read', () => {
    const about = { webhook: webhookDetails, requestIds: [], at };
    expect(diagnosticsText({ ...about, deliveries: [] })).toMatch(/\nLast deliveries:\nnone$/);
    expect(diagnosticsText({ ...about, deliveries: undefined })).toMatch(/\nLast deliveries:\nnot readable$/);
  });
});
