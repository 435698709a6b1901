import { beforeEach, describe, expect, it } from 'vitest';
import { grantedCompanyOf } from '../../../functions/adapters/grant-stream-record.ts';
import { healthItem } from '../../../functions/adapters/health-item.ts';
import { healthChangeOf } from '../../../functions/adapters/health-stream-record.ts';
import { movedWebhookOf } from '../../../functions/adapters/lane-stream-record.ts';
import { itemOfWebhook } from '../../../functions/adapters/webhook-item.ts';
import { auditId } from '../../../functions/domain/audit/audit-entry.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import {
  beginFailing,
  enable,
  noteFailedCheck,
  pause,
  startRelease,
} from '../../../functions/domain/health.ts';
import type { OperationalEvent } from '../../../functions/domain/operational-event.ts';
import type { QueueMessage } from '../../../functions/domain/ports.ts';
import type { Health, Webhook } from '../../../functions/domain/webhook.ts';
import { receiveChanges } from '../../../functions/historian/receive-changes.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { MemoryAuditLog } from '../../support/memory-audit-log.ts';
import { MemoryHistoryStore } from '../../support/memory-history-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const change = (seconds: number) => ({ now: at(seconds), by: 'key:key_1' }) as const;
const { webhook, health: fresh } = webhookState();
const { id } = webhook;
const failing = beginFailing(fresh, healthPolicy, change(60));
const paused = pause(fresh, 'hold', change(60));
const resumed = enable(paused, change(90));

class World {
  readonly webhooks = new MemoryWebhookStore();
  readonly history = new MemoryHistoryStore();
  readonly auditLog = new MemoryAuditLog();
  readonly published: OperationalEvent[] = [];
  readonly asked: string[] = [];
  readonly buried: QueueMessage[] = [];
  readonly logs: string[] = [];
  /** Thrown by what has this name, once. */
  failure: { readonly where: string; readonly error: Error } | undefined;

  readonly #failIn = (where: string) => {
    const failure = this.failure;
    if (failure?.where !== where) return;
    this.failure = undefined;
    throw failure.error;
  };

  readonly deps = {
    readChange: healthChangeOf,
    movedWebhookOf,
    grantedCompanyOf,
    webhooks: this.webhooks,
    history: {
      add: async (...given: Parameters<MemoryHistoryStore['add']>) => {
        this.#failIn('history');
        await this.history.add(...given);
      },
      list: (...given: Parameters<MemoryHistoryStore['list']>) => this.history.list(...given),
    },
    auditLog: this.auditLog,
    operations: {
      publish: async (events: readonly OperationalEvent[]) => {
        this.#failIn('bus');
        this.published.push(...events);
      },
    },
    checks: {
      request: async (webhookId: string) => {
        this.#failIn('checks');
        this.asked.push(`check ${webhookId}`);
      },
    },
    rules: {
      request: async (webhookId: string) => {
        this.#failIn('rules');
        this.asked.push(`rule ${webhookId}`);
      },
    },
    grants: {
      request: async (companyId: string) => {
        this.#failIn('grants');
        this.asked.push(`grants to ${companyId}`);
      },
    },
    releases: { request: async (webhookId: string) => void this.asked.push(`release ${webhookId}`) },
    deadLetters: {
      send: async (messages: readonly QueueMessage[]) => {
        this.buried.push(...messages);
        return messages.map(() => this.isBuried);
      },
    },
    log: memoryLog((level, message) => this.logs.push(`${level} ${message}`)),
  };
  isBuried = true;

  receive(...Records: unknown[]) {
    return receiveChanges(this.deps, { Records });
  }
}

function record(sequenceNumber: string, before: Health | undefined, after: Health) {
  const { pk, sk, ...NewImage } = healthItem(id, after);
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: before === undefined ? 'INSERT' : 'MODIFY',
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: { pk, sk },
      NewImage: { pk, sk, ...NewImage },
      ...(before === undefined ? {} : { OldImage: healthItem(id, before) }),
    },
  };
}

/** A write of the webhook itself. */
function webhookRecord(sequenceNumber: string, before: Partial<Webhook>, after: Partial<Webhook>) {
  const { pk, sk, ...rest } = itemOfWebhook({ ...webhook, ...after });
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: 'MODIFY',
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: { pk, sk },
      NewImage: { pk, sk, ...rest },
      OldImage: itemOfWebhook({ ...webhook, ...before }),
    },
  };
}

const nothingFailed = { batchItemFailures: [] };
const unreadable = {
  ...record('13', undefined, fresh),
  dynamodb: { ...record('13', undefined, fresh).dynamodb, NewImage: { status: { S: 'sleeping' } } },
};

let world: World;
beforeEach(async () => {
  world = new World();
  await world.webhooks.create(webhookState());
});

const versions = () => world.history.entries.get(id)?.map(({ version }) => version);
const types = () => world.published.map(({ type }) => type);

describe('a batch of changes', () => {
  it('becomes history, events, and work for others', async () => {
    expect(
      await world.receive(
        record('11', undefined, fresh),
        record('12', fresh, failing),
        record('13', failing, startRelease(failing, at(90))),
      ),
    ).toEqual(nothingFailed);
    expect(versions()).toEqual([1, 2]);
    expect(world.published).toMatchObject([
      { type: 'webhook.created', id: `${id}#1`, detail: { companyId: 'acme', from: null, to: 'active' } },
      { type: 'webhook.failing', id: `${id}#2`, detail: { companyId: 'acme', at: at(60) } },
    ]);
    expect(world.asked).toEqual([`check ${id}`, `release ${id}`]);
  });

  it('enters what the service did into the audit log, once; what people do is in it already', async () => {
    const byItself = beginFailing(fresh, healthPolicy, { now: at(60), by: 'delivery:dlv_1' });
    for (const number of ['11', '12']) await world.receive(record(number, fresh, byItself));
    await world.receive(record('13', fresh, paused));
    await world.receive(record('14', fresh, pause(fresh, 'hold', { now: at(60), by: 'user:u1' })));
    expect([...world.auditLog.entries.values()]).toEqual([
      {
        id: auditId(Date.parse(at(60)), `${id}#2`),
        at: at(60),
        requestId: null,
        operation: 'webhook.failing',
        actor: { kind: 'service', id: 'delivery:dlv_1', name: null },
        thing: { kind: 'webhook', id },
        companies: ['acme'],
        before: { status: 'active' },
        after: { status: 'failing' },
        outcome: 'done',
      },
    ]);
  });

  it('says nothing of a write that is no transition', async () => {
    const noted = noteFailedCheck(failing, healthPolicy, at(90));
    expect(await world.receive(record('11', failing, noted))).toEqual(nothingFailed);
    expect([world.asked, world.published, versions()]).toEqual([[], [], undefined]);
  });

  it('says the same again when it comes again, and the history has it once', async () => {
    await world.receive(record('11', fresh, paused));
    await world.receive(record('11', fresh, paused));
    expect(versions()).toEqual([2]);
    expect(world.published.map(event => event.id)).toEqual([`${id}#2`, `${id}#2`]);
    expect(world.published[0]).toEqual(world.published[1]);
  });

  it('of a webhook past its retention becomes history, and nobody is told', async () => {
    world.webhooks.states.clear();
    expect(await world.receive(record('11', fresh, paused))).toEqual(nothingFailed);
    expect([versions(), types()]).toEqual([[2], []]);
  });
});

describe('a changed lane', () => {
  const slow: Partial<Webhook> = { slowSince: at(60), rule: 'pending', revision: 2 };

  it.each([
    ['slow', {}, slow],
    ['fast', slow, { rule: 'pending' as const, revision: 3 }],
  ])('%s: whoever may change rules is asked to, and nobody else is told', async (_, before, after) => {
    expect(await world.receive(webhookRecord('11', before, after))).toEqual(nothingFailed);
    expect([world.asked, world.published, world.buried]).toEqual([[`rule ${id}`], [], []]);
  });

  it('that cannot be told is found by the rule-reconciler itself, and holds up nothing', async () => {
    world.failure = { where: 'rules', error: new AwsCallError('NoAnswer', 'socket hang up', true) };
    expect(await world.receive(webhookRecord('11', {}, slow), record('12', fresh, paused))).toEqual(
      nothingFailed,
    );
    expect([world.asked, types()]).toEqual([[], ['webhook.paused']]);
    expect(world.logs).toContain('error rule left to the rule-reconciler');
  });
});

describe('what fails', () => {
  const records = [
    record('11', undefined, fresh),
    record('12', fresh, paused),
    record('13', paused, resumed),
  ];
  const noAnswer = new AwsCallError('NoAnswer', 'socket hang up', true);

  it.each(['history', 'bus'])('%s: that change and those after it come again', async where => {
    world.failure = { where, error: noAnswer };
    const first = await world.receive(...records.slice(0, 1));
    expect(first).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
    expect(types()).toEqual([]);

    expect(await world.receive(...records)).toEqual(nothingFailed);
    expect(versions()).toEqual([1, 2, 3]);
    expect(types()).toEqual(['webhook.created', 'webhook.paused', 'webhook.enabled']);
  });

  it('in the middle: none after it is told before it', async () => {
    const published = world.deps.operations.publish;
    let told = 0;
    const operations = {
      publish: async (events: readonly OperationalEvent[]) => {
        if (++told === 2) throw noAnswer;
        await published(events);
      },
    };
    const answer = await receiveChanges({ ...world.deps, operations }, { Records: records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '12' }] });
    expect(types()).toEqual(['webhook.created']);
  });

  it('others that cannot be asked find it by themselves', async () => {
    world.failure = { where: 'checks', error: noAnswer };
    expect(await world.receive(record('12', fresh, failing))).toEqual(nothingFailed);
    expect(types()).toEqual(['webhook.failing']);
    expect(world.logs).toContain('error check left to the schedule');
  });
});

describe('a grant', () => {
  const grantRecord = (sequenceNumber: string, images: object) => ({
    eventID: `event-${sequenceNumber}`,
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: { pk: { S: 'GRANT#grt_1' }, sk: { S: 'GRANT' } },
      ...images,
    },
  });
  const image = { companyId: { S: 'globex' }, toCompanyId: { S: 'acme' } };

  it('that is given or taken back: the webhooks that it is for are seen to', async () => {
    await world.receive(grantRecord('15', { NewImage: image }), grantRecord('16', { OldImage: image }));
    expect(world.asked).toEqual(['grants to acme', 'grants to acme']);
    expect(world.buried).toEqual([]);
  });

  it('comes again when nobody could be asked: it is not left to a schedule', async () => {
    world.failure = { where: 'grants', error: new AwsCallError('NoAnswer', 'socket hang up', true) };
    const answer = await world.receive(grantRecord('15', { OldImage: image }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '15' }] });
  });
});

describe('what cannot be read', () => {
  it('goes to the dead-letter queue, and holds up nothing', async () => {
    expect(await world.receive(unreadable, record('14', fresh, paused))).toEqual(nothingFailed);
    expect(world.buried).toEqual([{ body: JSON.stringify(unreadable), delaySeconds: 0, hops: 0 }]);
    expect(types()).toEqual(['webhook.paused']);
  });

  it('comes again when the dead-letter queue does not take it', async () => {
    world.isBuried = false;
    expect(await world.receive(unreadable, record('14', fresh, paused))).toEqual({
      batchItemFailures: [{ itemIdentifier: '13' }],
    });
    expect(types()).toEqual([]);
  });

  it.each([
    ['of another kind of item', { pk: { S: `WEBHOOK#${id}` }, sk: { S: 'WEBHOOK' } }],
    ['of another partition', { pk: { S: 'KEY#1' }, sk: { S: 'HEALTH' } }],
  ])('%s: is not taken for a health', async (_, Keys) => {
    const other = record('15', undefined, fresh);
    await world.receive({ ...other, dynamodb: { ...other.dynamodb, Keys } });
    expect([world.buried.length, versions()]).toEqual([1, undefined]);
  });

  it('as a batch at all, is refused', async () => {
    await expect(world.receive('no record')).rejects.toMatchObject({ name: '$ZodError' });
  });
});
