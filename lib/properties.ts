import type { ConsoleProperties } from './console-properties.ts';
import type { NounProperties } from './nouns.ts';
import type { RecentEventsProperties } from './recent-events-properties.ts';

/** What a team may set on a {@link Finehook}. Everything has a default. */
export interface FinehookProperties extends RecentEventsProperties, ConsoleProperties, NounProperties {
  /**
   * Waits between the five attempts of a delivery, in seconds (fractions allowed): exactly 4, each 0–86,400.
   * Up to 900 the queue keeps them; longer ones are stored and sent again by the sweeper.
   * @default [5, 60, 900, 14400]
   */
  readonly retryDelays?: readonly number[];
  /**
   * How long one call to a receiver may take, in seconds (fractions allowed), 0.05–25: enabling a webhook waits for
   * a call, and the HTTP API answers within 30 s. A webhook whose owner grants its calls more time takes the slow lane.
   * @default 10
   */
  readonly requestTimeout?: number;
  /**
   * Timeout of the delivery-worker, in whole seconds: at least requestTimeout + 5, so that a batch is recorded
   * after its slowest call; at most 900. The visibility timeout of the delivery and isolation queues is six times this.
   * @default 30
   */
  readonly workerTimeout?: number;
  /**
   * How long deliveries stay readable, in whole days, 15–3,650: longer than the 14 days that a queue keeps a message,
   * so that a late message finds its record.
   * @default 30
   */
  readonly deliveryRetention?: number;
  /**
   * Which deliveries keep their event, so that it can be shown and sent again: `'all'`, or `'undelivered'`, all but those
   * that were delivered, for who does not want delivered events kept (nor a sample of all then: `recentEvents` 0).
   * @default 'all'
   */
  readonly keepPayloads?: 'all' | 'undelivered';
  /**
   * Networks that webhooks may call although they are not public, as CIDRs (`10.0.0.0/8`, `fd00::/8`).
   * Plain http is allowed only there. Link-local addresses, those that hold an IPv4 address inside of IPv6 (mapped, NAT64, 6to4,
   * Teredo, ISATAP), and Lambda's Runtime API (port 9001 of loopback) stay closed.
   * @default []
   */
  readonly allowedNetworks?: readonly string[];
  /**
   * Name servers that are asked for the hosts of webhooks, as addresses with ports if need be (`9.9.9.9`,
   * `[2620:fe::fe]:53`): public ones know nothing of names inside of your network. Empty for those of the functions.
   * @default []
   */
  readonly nameServers?: readonly string[];
  /**
   * Waits before a message of the dead-letter queue is tried again, per hop, in whole seconds: exactly 6, each
   * 0–900 (SQS's longest delay).
   * @default [10, 60, 300, 900, 900, 900]
   */
  readonly deadLetterDelays?: readonly number[];
  /**
   * How many delivery-workers may run at once, 2–1,000 (MaximumConcurrency of the event source mapping). Two more may
   * run for isolated messages, two slow-workers and two dead-letter-handlers: 2 + 2 + 2 + 2 = 8, which leaves 2 of the 10
   * functions that a new account may run at once for the API, the prober, the historian and the schedules. The event-sampler
   * takes one or two of these for a moment after each `recentEventsWindow`. Raise it together with the account's limit.
   * @default 2
   */
  readonly workerConcurrency?: number;
  /**
   * Failures of a webhook, without a success between, that make it `failing`, so that its deliveries are held: 2–20.
   * An owner may set another number.
   * @default 3
   */
  readonly failingAfter?: number;
  /**
   * Failures closer together than this count as one, in seconds, 0–3,600.
   * @default 30
   */
  readonly failureSpacing?: number;
  /**
   * First and longest wait between two health checks of a failing webhook, in seconds, 1–900 each; from the third on the
   * wait doubles from one to the next. With the few seconds that a check may be late, a receiver that is back after a
   * short outage is called within 30 s, and any within 15 minutes.
   * @default [25, 840]
   */
  readonly healthCheckDelays?: readonly number[];
  /**
   * Wait between two health checks of a disabled webhook, in seconds, 1–86,400.
   * @default 840
   */
  readonly disabledCheckInterval?: number;
  /**
   * How long the events of a disabled webhook are held and its receiver is checked, in whole hours, 1–336: below the
   * 15 days that deliveries stay at least. An owner may set another time.
   * @default 72
   */
  readonly holdPeriod?: number;
  /**
   * Whether a disabled webhook whose receiver passes a health check is enabled again by itself. An owner may set it otherwise.
   * @default true
   */
  readonly autoRecover?: boolean;
  /**
   * How long a webhook fails before it is told of (`webhook.failing-long`), at the next health check that fails, in seconds,
   * 30–86,400.
   * @default 900
   */
  readonly noticeFailingAfter?: number;
  /**
   * The e-mail address that notices to webhooks' owners come from. Empty: nothing is sent by mail, and the stack has nothing
   * of Amazon SES.
   * @default ''
   */
  readonly noticeSender?: string;
  /**
   * `'new'`: the stack makes an SES identity of noticeSender, and SES writes to it for confirmation. `'existing'`: the address or
   * its domain is a verified identity of the account already.
   * @default 'new'
   */
  readonly noticeIdentity?: 'new' | 'existing';
  /**
   * A page about a webhook for its owners, https, with `{webhookId}` where its id belongs: notices link to it. Empty: they have no
   * such link.
   * @default ''
   */
  readonly noticeLink?: string;
  /**
   * The OpenID Connect issuer whose tokens the API takes beside API keys, https, exactly as the tokens' `iss` says it (in a local run http
   * on this machine). Its `/.well-known/openid-configuration` must be public. It needs oidcAudience. Empty: no tokens are taken.
   * https://openid.net/specs/openid-connect-discovery-1_0.html
   * @default ''
   */
  readonly oidcIssuer?: string;
  /**
   * What the `aud` of these tokens is or holds: the identifier of this API at the issuer, or a client's id.
   * @default ''
   */
  readonly oidcAudience?: string;
  /**
   * The claim that names a person's companies: a list of ids or one id. `*`, alone, is every company.
   * @default 'companies'
   */
  readonly oidcCompaniesClaim?: string;
  /**
   * The claim that names a person's role: admin, manager, reader or publisher. A token without it is a reader's.
   * @default 'role'
   */
  readonly oidcRoleClaim?: string;
  /**
   * How many webhooks one company may own, a whole number, 1–100,000: each takes a rule of the bus, of which a new account has 300.
   * @default 100
   */
  readonly webhooksPerCompany?: number;
  /**
   * How many rules EventBridge allows the bus, a whole number, 1–1,000,000: its quota "Number of rules", as it stands in this account and Region
   * (300; 100 in af-south-1 and eu-south-1). It changes no quota: it says when `RulesRunningOut` rings, and what `GET /v1/capacity` compares with.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
   * @default 300
   */
  readonly ruleQuota?: number;
  /**
   * Calls per second to the receivers of all webhooks that one company owns, together and over all workers, in even steps: 0.1–1,000; 0 is
   * no limit. Beyond it attempts are put off, none is lost and none is counted: their messages wait in the queue for their turn. A
   * webhook's own `callsPerSecond` holds beside it. Set, it costs at most one write of DynamoDB for each attempt, fewer for those that come
   * together; without, nothing, which is why it is off. Health checks and test sends do not count.
   * @default 0
   */
  readonly callsPerSecondPerCompany?: number;
  /**
   * How many health checks may be under way at once, 1–100. Each runs a prober, beside the functions that are counted
   * under `workerConcurrency`: what the account's limit refuses is checked a minute later.
   * @default 4
   */
  readonly checkConcurrency?: number;
  /**
   * An https URL that answers as long as our own way out works: failures to connect count against receivers only while it gives
   * any HTTP answer. Empty: the service's own API.
   * @default ''
   */
  readonly canaryUrl?: string;
  /**
   * So many webhooks, or 1 % of all if that is more, may become failing or disabled within five minutes; beyond that
   * the fault is taken to be ours, and no webhook changes: 1–100,000.
   * @default 5
   */
  readonly transitionLimit?: number;
  /**
   * AWS accounts, as 12 digits, whose roles may put events on the bus: the bus's policy lets them, beside what their own account
   * allows them. Producers of this account need no entry, only `events:PutEvents` in their own policies.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
   * @default []
   */
  readonly producerAccounts?: readonly string[];
  /**
   * A host name of your own for the API, such as `hooks.example.com`. It needs apiCertificate, and a DNS record that leads to
   * the stack's output ApiDomainTarget. Empty: API Gateway's own host name, which goes on working in any case.
   * @default ''
   */
  readonly apiDomain?: string;
  /**
   * ARN of a certificate for apiDomain in AWS Certificate Manager, of the stack's Region.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
   * @default ''
   */
  readonly apiCertificate?: string;
  /**
   * Steady rate that the API accepts, in requests per second.
   * @default 200
   */
  readonly apiRateLimit?: number;
  /**
   * Requests that the API accepts in one burst.
   * @default 400
   */
  readonly apiBurstLimit?: number;
  /**
   * Requests per second that one API key may make in the long run, above 0. Beyond it the answer is 429 with Retry-After, so
   * that one caller cannot use up what the API accepts of all.
   * @default 50
   */
  readonly keyRateLimit?: number;
  /**
   * Requests that one API key may make at once, a whole number, at least keyRateLimit: they are counted in windows of
   * keyBurstLimit / keyRateLimit seconds.
   * @default 250
   */
  readonly keyBurstLimit?: number;
  /**
   * Origins of web pages that may read the API's answers (CORS), as browsers write them, such as
   * `https://console.example.com`: https only, but for this machine. They still need an API key.
   * @default []
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * Time between two runs of the rule-reconciler, in seconds, whole minutes.
   * @default 300
   */
  readonly reconcileInterval?: number;
  /**
   * Time between two runs of the sweeper, in seconds, whole minutes.
   * @default 60
   */
  readonly sweepInterval?: number;
}

export type CompleteProperties = Required<FinehookProperties>;
