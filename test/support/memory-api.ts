import { apiHandler } from '../../functions/api/api-handler.ts';
import { KnownEventTypes } from '../../functions/api/known-event-types.ts';
import { AddressPolicy } from '../../functions/domain/address-policy.ts';
import { type ApiKey, hashOfKey, newKeyText } from '../../functions/domain/api-key.ts';
import type { Attempt } from '../../functions/domain/delivery.ts';
import { defaultNouns } from '../../functions/domain/nouns.ts';
import { MemoryApiKeyStore } from './memory-api-key-store.ts';
import type { MemoryApiOptions } from './memory-api-options.ts';
import { MemoryAuditLog } from './memory-audit-log.ts';
import { MemoryContactStore } from './memory-contact-store.ts';
import { MemoryDeliveryStore } from './memory-delivery-store.ts';
import { MemoryDirectoryStore } from './memory-directory-store.ts';
import { MemoryEventPublisher } from './memory-event-publisher.ts';
import { MemoryEventSampleStore } from './memory-event-sample-store.ts';
import { MemoryEventTypeStore } from './memory-event-type-store.ts';
import { MemoryGrantStore } from './memory-grant-store.ts';
import { MemoryHistoryStore } from './memory-history-store.ts';
import { MemoryInboxCalls, MemoryInboxStore } from './memory-inboxes.ts';
import { MemoryKeptAnswers } from './memory-kept-answers.ts';
import { MemoryKeyRateCounts } from './memory-key-rate-counts.ts';
import { memoryLog } from './memory-log.ts';
import { MemoryMailer } from './memory-mailer.ts';
import { MemoryPortalStore } from './memory-portal-store.ts';
import { MemoryResendStore } from './memory-resend-store.ts';
import { MemoryRuleBook } from './memory-rule-book.ts';
import { MemoryRuleCounts } from './memory-rule-counts.ts';
import { MemoryStatisticsStore } from './memory-statistics-store.ts';
import { MemoryVault } from './memory-vault.ts';
import { MemoryWebhookCaller } from './memory-webhook-caller.ts';
import { MemoryWebhookStore } from './memory-webhook-store.ts';

export interface MemoryAnswer {
  readonly status: number;
  /** Without those that every answer has. */
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, of which the tests state what they expect
  readonly body: any;
}

export const okAttempt: Attempt = {
  at: '2026-01-01T00:00:00.000Z',
  durationMs: 12,
  status: 200,
  error: null,
  errorDetail: null,
  responseBody: 'ok',
  retryAfter: null,
  certificateExpiresAt: null,
};

/** The whole api function over ports in memory, with a clock that stands still until a test moves it. */
export class MemoryApi {
  readonly webhooks = new MemoryWebhookStore();
  readonly vault = new MemoryVault();
  readonly keys = new MemoryApiKeyStore();
  readonly deliveries = new MemoryDeliveryStore();
  readonly history = new MemoryHistoryStore();
  readonly statistics = new MemoryStatisticsStore();
  readonly recentEvents = new MemoryEventSampleStore();
  readonly auditLog = new MemoryAuditLog();
  readonly grants = new MemoryGrantStore();
  readonly inboxes = new MemoryInboxStore();
  readonly inboxCalls = new MemoryInboxCalls(() => this.nowMs);
  readonly contacts = new MemoryContactStore();
  readonly directory = new MemoryDirectoryStore();
  readonly eventTypes = new MemoryEventTypeStore();
  readonly mailer = new MemoryMailer();
  readonly rules = new MemoryRuleBook();
  readonly ruleCounts = new MemoryRuleCounts();
  /** What was told to the metrics. */
  readonly counted: [string, number][] = [];
  readonly events = new MemoryEventPublisher();
  readonly prober = new MemoryWebhookCaller(okAttempt);
  readonly released: string[] = [];
  /** Deliveries that the sweeper was asked to send. */
  readonly sent: string[] = [];
  sweeperFails = false;
  readonly resends = new MemoryResendStore();
  /** Webhooks whose resend the sweeper was asked to begin. */
  readonly resendsBegun: string[] = [];
  readonly logged: { level: string; message: string; fields: object }[] = [];
  /** The last answer's body as it was sent. */
  lastText = '';
  readonly portal = new MemoryPortalStore(() => this.nowMs);
  /** The last answer's headers, all of them. */
  lastHeaders: Readonly<Record<string, string>> = {};
  nowMs = Date.parse('2026-01-01T00:00:00.000Z');
  readonly keptAnswers = new MemoryKeptAnswers(() => this.nowMs);
  readonly keyRateCounts = new MemoryKeyRateCounts();
  /** Of every company. */
  readonly adminKey = this.key('*');
  #randomCalls = 0;
  readonly #handler;

  constructor({
    tokens,
    sendsMail = true,
    keepsEvents = true,
    keyRate = { quota: 100_000, windowMs: 1000 },
    allowedOrigins = [],
    nouns = defaultNouns,
  }: MemoryApiOptions = {}) {
    this.#handler = apiHandler({
      webhooks: this.webhooks,
      nouns,
      vault: this.vault,
      keys: this.keys,
      deliveries: this.deliveries,
      history: this.history,
      recentEvents: keepsEvents ? this.recentEvents : undefined,
      auditLog: this.auditLog,
      statistics: this.statistics,
      grants: this.grants,
      portal: this.portal,
      tokens,
      tokenClaims: { companies: 'companies', role: 'role' },
      consoleUrl: 'https://console.example/',
      inboxes: this.inboxes,
      inboxCalls: this.inboxCalls,
      contacts: this.contacts,
      directory: this.directory,
      eventTypes: this.eventTypes,
      knownEventTypes: new KnownEventTypes(this.eventTypes, () => this.nowMs),
      mailer: sendsMail ? this.mailer : undefined,
      apiUrl: 'https://api.example',
      rules: this.rules,
      events: this.events,
      prober: this.prober,
      releases: {
        request: async id => {
          this.released.push(id);
        },
      },
      sends: {
        request: async id => {
          if (this.sweeperFails) throw new Error('no sweeper');
          this.sent.push(id);
        },
      },
      resends: this.resends,
      resendRequests: {
        request: async id => {
          if (this.sweeperFails) throw new Error('no sweeper');
          this.resendsBegun.push(id);
        },
      },
      addresses: new AddressPolicy(),
      now: () => this.nowMs,
      // The first byte tells the calls apart.
      randomBytes: count => new Uint8Array(count).fill(0).fill(++this.#randomCalls, 0, 1),
      requestTimeoutMs: 10_000,
      webhooksPerCompany: 3,
      ruleQuota: 10,
      ruleCounts: this.ruleCounts,
      metrics: { count: (name, value) => this.counted.push([name, value]) },
      retentionDays: 30,
      healthCheckTimeoutMs: 10_000,
      keyRate,
      keyRateCounts: this.keyRateCounts,
      allowedOrigins,
      keptAnswers: this.keptAnswers,
      log: memoryLog((level, message, fields) => this.logged.push({ level, message, fields })),
    });
  }

  /** @returns the text of a new key, which may do everything unless it is said what */
  key(companies: ApiKey['companies'], more: Partial<ApiKey> = {}): string {
    const text = newKeyText(new Uint8Array(32).fill(this.keys.keys.size + 1));
    const hash = hashOfKey(text);
    this.keys.keys.set(hash, {
      id: `key_${this.keys.keys.size}`,
      name: 'k',
      prefix: text.slice(0, 10),
      hash,
      companies,
      role: 'admin',
      revealsSecrets: true,
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'operator',
      ...more,
    });
    return text;
  }

  /** @param body a text is sent as it is, anything else as JSON */
  async send(
    method: string,
    pathAndQuery: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<MemoryAnswer> {
    const { pathname, searchParams } = new URL(`https://api.example${pathAndQuery}`);
    const query = Object.fromEntries(
      [...searchParams.keys()].map(name => [name, searchParams.getAll(name).join()]),
    );
    const answer: unknown = await Reflect.apply(this.#handler, undefined, [
      {
        version: '2.0',
        routeKey: '$default',
        rawPath: pathname,
        rawQueryString: searchParams.toString(),
        headers: {
          authorization: `Bearer ${this.adminKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(searchParams.size === 0 ? {} : { queryStringParameters: query }),
        requestContext: { requestId: 'req-1', http: { method, path: pathname } },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        isBase64Encoded: headers['x-base64'] === 'yes',
      },
      {},
    ]);
    this.lastText = textOf(Object(answer));
    this.lastHeaders = Object(Object(answer).headers);
    return readAnswer(answer);
  }
}

const manners = [
  'content-security-policy',
  'ratelimit',
  'ratelimit-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
];

function readAnswer(answer: unknown): MemoryAnswer {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer))
    throw new Error('no answer');
  const text = textOf(answer);
  const members = 'headers' in answer ? Object.entries(Object(answer.headers)) : [];
  const headers: Record<string, string> = Object.fromEntries(
    members.filter(([name]) => !manners.includes(name)).map(([name, value]) => [name, String(value)]),
  );
  const isPage = headers['content-type']?.startsWith('text/html') === true;
  const body = text === '' ? undefined : isPage ? text : JSON.parse(text);
  return { status: Number(answer.statusCode), headers, body };
}

function textOf(answer: object): string {
  return 'body' in answer && typeof answer.body === 'string' ? answer.body : '';
}
