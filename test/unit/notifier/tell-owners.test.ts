import { beforeEach, describe, expect, it } from 'vitest';
import { invite, unsubscribe, unsubscribeToken } from '../../../functions/domain/contact.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import type { Mail, Mailer } from '../../../functions/domain/mail.ts';
import { tellOwners } from '../../../functions/notifier/tell-owners.ts';
import { MemoryContactStore } from '../../support/memory-contact-store.ts';
import { MemoryDeliveryStore } from '../../support/memory-delivery-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryMailer } from '../../support/memory-mailer.ts';
import { MemoryNoticeMarks } from '../../support/memory-notice-marks.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { delivery } from '../api/memory-fixtures.ts';

const startMs = Date.parse('2026-01-01T00:00:00.000Z');
const webhookId = 'whk_01kdvdna000000000000000000';
const failed = delivery(1, {
  status: 'failed',
  attempts: [
    {
      run: 1,
      at: '2026-01-01T00:00:01.000Z',
      durationMs: 1,
      status: 503,
      error: null,
      errorDetail: null,
      responseBody: null,
      retryAfter: null,
      certificateExpiresAt: null,
    },
  ],
});

class World {
  nowMs = startMs;
  readonly webhooks = new MemoryWebhookStore();
  readonly deliveries = new MemoryDeliveryStore();
  readonly contacts = new MemoryContactStore();
  readonly marks = new MemoryNoticeMarks(() => this.nowMs);
  readonly mailer = new MemoryMailer();
  readonly logs: string[] = [];

  readonly deps = {
    webhooks: this.webhooks,
    deliveries: this.deliveries,
    contacts: this.contacts,
    marks: this.marks,
    mailer: this.mailer,
    log: memoryLog((level, message) => this.logs.push(`${level} ${message}`)),
    now: () => this.nowMs,
    apiUrl: 'https://api.example',
    linkTemplate: '',
    companyNoun: 'company',
  };

  /** A confirmed contact. */
  async contact(email: string, companyId = 'acme') {
    const input = { companyId, email, token: 't', unsubscribeKey: email, nowMs: startMs };
    const contact = { ...invite(input, undefined), status: 'confirmed' as const };
    await this.contacts.save(contact, undefined);
    return contact;
  }

  tell(change: string, version: number, more: Record<string, unknown> = {}, mailer: Mailer = this.mailer) {
    return tellOwners(
      { ...this.deps, mailer },
      {
        id: 'e1',
        source: 'finehook',
        'detail-type': `webhook.${change}`,
        detail: {
          id: `${webhookId}#${version}`,
          webhookId,
          companyId: 'acme',
          version,
          at: '2026-01-01T00:00:00.000Z',
          from: 'failing',
          to: change === 'recovered' ? 'active' : 'disabled',
          reason: change === 'disabled' ? 'failures' : null,
          by: `delivery:${failed.id}`,
          holdUntil: null,
          ...more,
        },
      },
    );
  }

  get sent(): string[] {
    return this.mailer.sent.map(({ to, subject }) => `${to} ${subject}`);
  }
}

const disabledTo = (email: string) => `${email} Webhook "Tasks to CRM" was disabled`;
const recoveredTo = (email: string) => `${email} Webhook "Tasks to CRM" has recovered`;

let world: World;
beforeEach(async () => {
  world = new World();
  await world.webhooks.create(webhookState({ id: webhookId }));
  world.deliveries.put(failed);
});

describe('who is told', () => {
  it('every confirmed contact of the company, and nobody else', async () => {
    await world.contact('a@acme.example');
    await world.contact('b@acme.example');
    await world.contact('c@globex.example', 'globex');
    const asked = {
      companyId: 'acme',
      email: 'd@acme.example',
      token: 't',
      unsubscribeKey: 'k',
      nowMs: startMs,
    };
    await world.contacts.save(invite(asked, undefined), undefined);
    const left = await world.contact('e@acme.example');
    const gone = unsubscribe(left, unsubscribeToken(left));
    if (gone !== undefined) await world.contacts.save(gone, left);

    await world.tell('disabled', 3);
    expect(world.sent.sort()).toEqual(['a@acme.example', 'b@acme.example'].map(disabledTo));
    expect(world.mailer.sent[0]?.text).toContain('Last answer: status 503, 2026-01-01 00:00 UTC');
  });

  it('nobody, when the webhook was deleted meanwhile, or is not there any more', async () => {
    await world.contact('a@acme.example');
    world.webhooks.states.set(
      webhookId,
      webhookState({ id: webhookId, deletedAt: '2026-01-01T00:00:00.000Z' }),
    );
    await world.tell('disabled', 3);
    world.webhooks.states.clear();
    await world.tell('disabled', 3);
    expect(world.sent).toEqual([]);
  });
});

describe('an event that comes more than once', () => {
  it('is told once', async () => {
    await world.contact('a@acme.example');
    await world.tell('disabled', 3);
    await world.tell('disabled', 3);
    expect(world.sent).toEqual([disabledTo('a@acme.example')]);
  });

  it('at the same time, is told by one of both; the other comes again and finds it done', async () => {
    await world.contact('a@acme.example');
    const taken = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow = {
      send: async (mail: Mail) => {
        begun.resolve();
        await taken.promise;
        await world.mailer.send(mail);
      },
    };
    const first = world.tell('disabled', 3, {}, slow);
    await begun.promise;
    await expect(world.tell('disabled', 3)).rejects.toThrow('1 contacts were not told');
    taken.resolve();
    await first;
    await world.tell('disabled', 3);
    expect(world.sent).toEqual([disabledTo('a@acme.example')]);
  });

  it('after a crash behind the mail, is told again: a mail twice, rather than none', async () => {
    await world.contact('a@acme.example');
    const markSent = world.marks.markSent.bind(world.marks);
    world.marks.markSent = async () => {
      throw new AwsCallError('NoAnswer', 'socket hang up', true);
    };
    await expect(world.tell('disabled', 3)).rejects.toThrow('1 contacts were not told');
    world.marks.markSent = markSent;
    world.nowMs += 45_000;
    await world.tell('disabled', 3);
    await world.tell('disabled', 3);
    expect(world.sent).toEqual([disabledTo('a@acme.example'), disabledTo('a@acme.example')]);
  });
});

describe('an address that the mail service does not take', () => {
  it('keeps no other from its mail, and is tried again alone', async () => {
    for (const email of ['a@acme.example', 'b@acme.example', 'c@acme.example']) await world.contact(email);
    world.mailer.failure = ({ to }) =>
      to.startsWith('b') ? new AwsCallError('TooManyRequestsException', 'slow down', true) : undefined;
    await expect(world.tell('disabled', 3)).rejects.toThrow('1 contacts were not told');
    expect(world.sent.length).toBe(2);
    world.mailer.failure = () => undefined;
    world.nowMs += 60_000;
    await world.tell('disabled', 3);
    expect(world.sent.at(-1)).toBe(disabledTo('b@acme.example'));
    expect(world.sent.length).toBe(3);
  });
});

describe('a recovery', () => {
  it.each(['disabled', 'failing-long'])('is told to whom %s just before was told', async before => {
    await world.contact('a@acme.example');
    await world.tell(before, 3);
    await world.contact('b@acme.example');
    await world.tell('recovered', 4, { by: 'release' });
    expect(world.sent.slice(1)).toEqual([recoveredTo('a@acme.example')]);
  });

  it('of a short failure is told to nobody, whatever was told of an earlier one', async () => {
    await world.contact('a@acme.example');
    await world.tell('disabled', 3);
    await world.tell('recovered', 6, { by: 'release' });
    expect(world.sent).toEqual([disabledTo('a@acme.example')]);
  });
});

describe('the failure behind it', () => {
  it('is that of the delivery by which the webhook came into its status, when the event names none', async () => {
    await world.contact('a@acme.example');
    const state = webhookState({ id: webhookId }, { changedBy: `delivery:${failed.id}` });
    world.webhooks.states.set(webhookId, state);
    await world.tell('failing-long', 3, { by: 'health-check' });
    expect(world.mailer.sent[0]?.text).toContain('Last answer: status 503');
  });

  it.each(['health-check', 'delivery:dlv_unknown'])('is not told when there is no record: %s', async by => {
    await world.contact('a@acme.example');
    await world.tell('disabled', 3, { by });
    expect(world.mailer.sent[0]?.text).not.toContain('Last answer');
  });
});

it.each([
  ['another type', { 'detail-type': 'webhook.created' }],
  ['nothing', {}],
])('refuses %s', async (_, input) => {
  await expect(tellOwners(world.deps, input)).rejects.toMatchObject({ name: '$ZodError' });
});
