// Made by `npm run generate:client` from what /openapi.json says: do not edit it.

import { type Call, call, type List, list, type Needed, type Optional, type Read, read, type Send } from '../call.ts';
import { operationTable } from './operation-table.ts';
import type {
  AuditEntry,
  AuditLog,
  Capacity,
  Contact,
  ContactList,
  CreatedKey,
  CreatedSession,
  CreatedWebhook,
  Delivery,
  DeliveryList,
  DeliveryRequest,
  DeliveryWithEvent,
  Directory,
  DirectoryEntry,
  DirectoryResult,
  EventType,
  EventTypeImportResult,
  EventTypeList,
  Grant,
  GrantList,
  History,
  HistoryEntry,
  Inbox,
  InboxCall,
  InboxCallList,
  InboxList,
  Key,
  KeyList,
  ListedWebhook,
  PortalLink,
  Preview,
  ProblemGuide,
  Published,
  RecentEvents,
  Resend,
  ResendList,
  RotatedSecret,
  Secrets,
  Session,
  Statistics,
  StatisticsList,
  Trace,
  UpdatedWebhook,
  UrlCheck,
  Webhook,
  WebhookDetails,
  WebhookList,
  WebhookTest,
  Why,
  CreateWebhookRequest,
  ListWebhooksRequest,
  GetWebhookRequest,
  UpdateWebhookRequest,
  DeleteWebhookRequest,
  PauseWebhookRequest,
  EnableWebhookRequest,
  RotateSecretRequest,
  RevealSecretsRequest,
  ListHistoryRequest,
  TestWebhookRequest,
  CheckUrlRequest,
  PreviewFilterRequest,
  WhyWebhookRequest,
  PublishEventsRequest,
  ListRecentEventsRequest,
  ListDeliveriesRequest,
  SearchDeliveriesRequest,
  GetDeliveryRequest,
  GetDeliveryRequestRequest,
  TraceEventRequest,
  ResendDeliveryRequest,
  CreateInboxRequest,
  ListInboxesRequest,
  GetInboxRequest,
  DeleteInboxRequest,
  ListInboxCallsRequest,
  CreateContactRequest,
  ListContactsRequest,
  DeleteContactRequest,
  CreateResendRequest,
  ListResendsRequest,
  GetResendRequest,
  CancelResendRequest,
  ListEventTypesRequest,
  GetEventTypeRequest,
  PutEventTypeRequest,
  DeleteEventTypeRequest,
  ImportEventTypesRequest,
  ChangeDirectoryRequest,
  ListDirectoryRequest,
  ListAuditLogRequest,
  GetStatisticsRequest,
  ListStatisticsRequest,
  GetCapacityRequest,
  CreateKeyRequest,
  ListKeysRequest,
  GetKeyRequest,
  DeleteKeyRequest,
  RotateKeyRequest,
  CreateGrantRequest,
  ListGrantsRequest,
  GetGrantRequest,
  DeleteGrantRequest,
  CreatePortalLinkRequest,
  CreateSessionRequest,
  GetSessionRequest,
  DeleteSessionRequest,
  ExplainProblemRequest,
  GetOpenApiRequest,
} from './schema.ts';

/** The management API: a method for each operation. */
export interface FinehookClient {
  /** Create a webhook. The answer shows its secret, this once. */
  readonly createWebhook: Call<Needed<CreateWebhookRequest>, CreatedWebhook>;
  /**
   * List the webhooks that the key reaches, newest first.
   *
   * With `language`, the filter comes in plain words too, as `POST /v1/filters/preview` says it: `sentence`.
   */
  readonly listWebhooks: List<Optional<ListWebhooksRequest>, WebhookList, ListedWebhook>;
  /**
   * Read a webhook. Changes of a rule take effect a short while after it is live.
   *
   * With `language`, the filter comes in plain words too, as `POST /v1/filters/preview` says it: `sentence`.
   */
  readonly getWebhook: Read<Needed<GetWebhookRequest>, WebhookDetails>;
  /**
   * Change name, url, filter, format, template or options by JSON Merge Patch (RFC 7396).
   *
   * `headers` and `auth` are written and never read: a member that is not sent stays as it is, header by header, and null removes it. Names of headers have no case. `auth` of another `type` begins anew.
   *
   * A URL with another origin (scheme, host or port) takes headers and auth away, unless this request sends them again: else whoever may change a webhook could have them sent to themselves. `droppedHeaders` in the answer names what is sent no longer, `authorization` standing for `auth`. Secrets stay: they are never sent.
   */
  readonly updateWebhook: Call<Needed<UpdateWebhookRequest>, UpdatedWebhook>;
  /** Delete a webhook. What waits is ended; its past deliveries stay readable. */
  readonly deleteWebhook: Call<Needed<DeleteWebhookRequest>, undefined>;
  /** Stop calling. Events are held meanwhile, or dropped. */
  readonly pauseWebhook: Call<Needed<PauseWebhookRequest>, Webhook>;
  /** Check the receiver by a signed call, then go on calling it and release what was held. */
  readonly enableWebhook: Call<Needed<EnableWebhookRequest>, Webhook>;
  /**
   * Give a webhook a new secret. The answer shows it, this once.
   *
   * The new secret signs at once, and first; each old one signs beside it until it expires, `overlapHours` from now or sooner if it was to expire sooner. A receiver that knows any of them can verify every call, but for these: for five seconds some calls may be signed by the old ones alone, and calls that are on their way when a secret expires arrive after it. So, in this order: rotate; give the receiver the new secret beside the old one (or, five seconds after the rotation, instead of it); take the old one away from it once `oldSecretsExpireAt` is half a minute ago.
   *
   * With `overlapHours` 0, for a secret that has leaked, the old ones expire five seconds from now. To have no gap then, choose the new secret yourself: give it to the receiver beside the old one first, then send it here as `secret`. The header `x-signature` of the format `blue` has room for one signature and is made with the newest secret: there, this order is the one without a gap.
   *
   * At most five secrets are valid at once.
   */
  readonly rotateSecret: Call<Needed<RotateSecretRequest>, RotatedSecret>;
  /** Read every secret that is valid, newest first. The key needs a scope of its own for it. */
  readonly revealSecrets: Read<Needed<RevealSecretsRequest>, Secrets>;
  /** List what has happened to a webhook, newest first, also after it was deleted. Kept for 400 days; the newest change may take a few seconds to appear. */
  readonly listHistory: List<Needed<ListHistoryRequest>, History, HistoryEntry>;
  /** Call the receiver once with an example event or one of your own, whatever the status of the webhook, which stays as it is. The call is signed, in the format of the webhook, and has the header `webhook-test: true`. */
  readonly testWebhook: Call<Needed<TestWebhookRequest>, WebhookTest>;
  /**
   * Try a URL out before a webhook has it: whether it is allowed, whether the host is found and trusted, and what it answers to an unsigned call: a WEBHOOK_HEALTH_CHECK, the example of an event type, or an event of your own.
   *
   * The call is in `format`, or else in the one that the URL asks for, by the `template`, and has the header `webhook-test: true`. The answer shows it as `request`, beside what came back.
   */
  readonly checkUrl: Call<Needed<CheckUrlRequest>, UrlCheck>;
  /**
   * See what a filter comes to, and which events it wants.
   *
   * Checks a filter as a creation does, and says what it comes to, without anything being made: a sentence in plain words, with names from the directory, the event pattern that EventBridge is asked, what of the filter is left to a check before each call, and which of the given events it wants. Of one that it does not want, each clause says which part failed first, and what it saw.
   *
   * It is also tried on a sample of recent events, of the types and places that it means, and by that sample and the counts of the last week says how many events to expect. Both are up to a minute late.
   *
   * Events are taken as `POST /v1/events` takes them, and get their `changes` in the same way; nothing is published.
   */
  readonly previewFilter: Call<Needed<PreviewFilterRequest>, Preview>;
  /**
   * See why a webhook has, or has not, got an event.
   *
   * A webhook that has a delivery of the event says what became of it. Else the event is looked for among the deliveries of other webhooks that the caller may see, and in the sample of recent events, and the filter, as it is now, says which part of it failed first and what that saw. An event that nobody got, and that is not in the sample, is not known.
   */
  readonly whyWebhook: Read<Needed<WhyWebhookRequest>, Why>;
  /**
   * Publish an event, or up to 100.
   *
   * For producers outside of AWS; those in AWS put events on the bus themselves. The body is an event, or a list of up to 100: all of them are published, or, when anything is wrong with one, none. A key publishes events of its companies only.
   *
   * `data` goes to receivers as it is, every number as it is written, at most 1,000,000 bytes of it. Where it has no `changes`, and `previousValue` and `currentValue` are objects, `changes` (`{"<field>":{"from","to","direction"?}}`) is made of them, and counts for the size; `"changes":null` prevents that. `changedFields` is always made of `changes`: the sorted names, joined by `,`. `source` is `api` by default.
   *
   * The answer says for each event whether the bus has it, after some seconds of trying. Repeat those that `failed` and are `retryable`, as a request of their own: an event of which nothing is known may come twice. When no event got through and all may later, the answer is 503.
   */
  readonly publishEvents: Call<Needed<PublishEventsRequest>, Published>;
  /**
   * List recent events of a company, newest first.
   *
   * From the sample that previews are made of: a few events of each company and type, whether a webhook wanted them or not, up to a minute late, without those that are larger than 64 KiB. Where they are large, there may be fewer than `limit`. `items` is null when whoever runs this service has switched the sample off.
   */
  readonly listRecentEvents: Read<Needed<ListRecentEventsRequest>, RecentEvents>;
  /**
   * List the deliveries of a webhook, newest first, also after it was deleted.
   *
   * Only deliveries of which all that is asked for is true. Where little is, a page may hold fewer than `limit`, even none: as long as `nextCursor` is not null, there is more to look through.
   *
   * By event, by record, and by the status `failed` or `held`, a delivery may take a moment to be found.
   */
  readonly listDeliveries: List<Needed<ListDeliveriesRequest>, DeliveryList, Delivery>;
  /**
   * Find deliveries of a webhook, of an event, or of a record of a company, newest first.
   *
   * Only deliveries of which all that is asked for is true. Where little is, a page may hold fewer than `limit`, even none: as long as `nextCursor` is not null, there is more to look through.
   *
   * By event, by record, and by the status `failed` or `held`, a delivery may take a moment to be found.
   */
  readonly searchDeliveries: List<Optional<SearchDeliveriesRequest>, DeliveryList, Delivery>;
  /**
   * Read a delivery with its attempts and its event.
   *
   * `nextAttemptAt` is when a pending delivery is attempted again after a failure, and null when it waits for no other attempt. It lies in the past while that attempt is made, or waits for its turn.
   */
  readonly getDelivery: Read<Needed<GetDeliveryRequest>, DeliveryWithEvent>;
  /**
   * See what a delivery sends: headers and body, made anew from the webhook as it is now. It is no recording.
   *
   * The call is made anew from the event and from the webhook as it is set up now: it is no recording. What was sent before may have been in another format, by another template or to another URL. Headers that may hold a credential are named, their values are null.
   */
  readonly getDeliveryRequest: Read<Needed<GetDeliveryRequestRequest>, DeliveryRequest>;
  /**
   * See which webhooks an event has reached, and what became of it there.
   *
   * An event that reached no webhook, or none that the key may see, or is none, has an empty list: which it is, is not known here. A delivery may take a moment to appear.
   */
  readonly traceEvent: Read<Needed<TraceEventRequest>, Trace>;
  /**
   * Send a delivery again.
   *
   * The delivery gets one more run of up to five attempts, under the same `webhook-id`. With `newId` a delivery of its own is made of the same event: a receiver that drops every `webhook-id` it has had takes that one. Of each attempt the delivery says in which `run` it was made.
   *
   * A delivery can be sent again when it was delivered, has failed, or is left over by a release, and its webhook is active or failing; as long as that is failing, the new run is held. Else the answer is 409 and says what to do.
   */
  readonly resendDelivery: Call<Needed<ResendDeliveryRequest>, Delivery>;
  /**
   * Make a URL that a webhook can have, to see what is sent there. It expires after 7 days.
   *
   * Whatever is sent to it by POST is answered with 204 and kept for a day, up to 600 calls an hour. Calls count to the throttle of this API. Once it is deleted or has expired, it answers 410, which disables a webhook that still calls it.
   */
  readonly createInbox: Call<Needed<CreateInboxRequest>, Inbox>;
  /** List the inboxes of a company that have not expired, newest first. */
  readonly listInboxes: Read<Needed<ListInboxesRequest>, InboxList>;
  /** Read an inbox. */
  readonly getInbox: Read<Needed<GetInboxRequest>, Inbox>;
  /** Delete an inbox. Its URL answers 410 from then on, and its calls can no longer be read. */
  readonly deleteInbox: Call<Needed<DeleteInboxRequest>, undefined>;
  /** See what was sent to an inbox within the last day, newest first. */
  readonly listInboxCalls: List<Needed<ListInboxCallsRequest>, InboxCallList, InboxCall>;
  /** Enter an e-mail address for notices of a company’s webhooks. It gets a mail by which it confirms that it wants them. */
  readonly createContact: Call<Needed<CreateContactRequest>, Contact>;
  /** List the addresses that are entered for notices of a company’s webhooks, oldest first. */
  readonly listContacts: Read<Needed<ListContactsRequest>, ContactList>;
  /** Take an address out. It gets no more notices, and nothing of it is kept. */
  readonly deleteContact: Call<Needed<DeleteContactRequest>, undefined>;
  /**
   * Send the deliveries of a window of time again.
   *
   * Every delivery of the webhook that was created from `from` on and before `to` and has failed, or is left over by a release, gets one more run of up to five attempts under the same `webhook-id`: oldest first, one in the first second, then twice as many each second, 100 a second at most. Read it to see how far it is.
   *
   * It waits while the webhook is not active, and with `held` also while what is held is being released; then it goes on by itself. What fails within the window after it has passed that time is not sent again. One resend of a webhook runs at a time.
   */
  readonly createResend: Call<Needed<CreateResendRequest>, Resend>;
  /** List the resends of a webhook, newest first, for as long as deliveries are kept. */
  readonly listResends: List<Needed<ListResendsRequest>, ResendList, Resend>;
  /** Read how far a resend has come. */
  readonly getResend: Read<Needed<GetResendRequest>, Resend>;
  /** End a resend. What is under way, a second's worth, is still sent. */
  readonly cancelResend: Call<Needed<CancelResendRequest>, Resend>;
  /** List the event types of the catalog, in the order of their names. */
  readonly listEventTypes: List<Optional<ListEventTypesRequest>, EventTypeList, EventType>;
  /** Read an event type. */
  readonly getEventType: Read<Needed<GetEventTypeRequest>, EventType>;
  /**
   * Add an event type, or change one: its version rises by one, unless all of it is as it was.
   *
   * The whole type is replaced. Also one that comes with Finehook can be changed, for example be marked as deprecated: it still works then. Takes a key for every company.
   */
  readonly putEventType: Call<Needed<PutEventTypeRequest>, EventType>;
  /**
   * Delete an event type of your own. Takes a key for every company.
   *
   * Webhooks that name it stay as they are, and get its events as long as there are any. To keep people from choosing a type, mark it as deprecated instead.
   */
  readonly deleteEventType: Call<Needed<DeleteEventTypeRequest>, undefined>;
  /**
   * Add and change many event types at once. Takes a key for every company.
   *
   * The body is a list of event types, each as `PUT` takes it and with its `name`, or an OpenAPI 3.1 document, whose `webhooks` are read: the name of a webhook is the event type; `tags[0]` of its `post` the group, `summary` the title and `description` the description, as English, beside which the catalog keeps its other languages; schema and example are those of its JSON body, or of the `data` in it where the body is `{type, timestamp, data}`. Components that a schema refers to become its `$defs`.
   *
   * At most 100 types and a body of 1 MiB. All of it is stored or nothing; types that it does not name stay as they are.
   */
  readonly importEventTypes: Call<Needed<ImportEventTypesRequest>, EventTypeImportResult>;
  /**
   * Write and delete names of companies, projects, people, lists and custom fields, up to 500 at once.
   *
   * Names that people see instead of ids, such as in messages of the chat formats. What the request does not name stays as it is; to delete what is not there is no error. When the answer is 503, some of it may be done: send the same again.
   */
  readonly changeDirectory: Call<Needed<ChangeDirectoryRequest>, DirectoryResult>;
  /**
   * List the names of a company, or those of all companies that the caller holds.
   *
   * Of a company, sorted by kind and id. With `kind=company` and without `companyId`: the names of all companies that the caller holds, sorted by id; a change may take a moment to be seen there, and a company that nobody has named is left out.
   */
  readonly listDirectory: List<Optional<ListDirectoryRequest>, Directory, DirectoryEntry>;
  /**
   * List what was changed by whom, newest first. Kept for 400 days.
   *
   * Who changed what and when, by API, by the link in a mail, or the service by itself; revealing secrets and sending again too. An entry is written before its change is made, so that none is missing; `outcome` says how it ended. Of secrets, headers and auth it says only that they have changed, of URLs where they lead.
   *
   * An entry belongs to the companies of its thing: a key sees it when it holds all of them. A page may hold fewer than `limit`, even none: as long as `nextCursor` is not null, there is more.
   */
  readonly listAuditLog: List<Optional<ListAuditLogRequest>, AuditLog, AuditEntry>;
  /**
   * See how many deliveries of a webhook were made and failed, and how long calls took.
   *
   * Counted by hour as deliveries are made, a few seconds late; `total` is the sum of `series`. Hours and days are those of UTC, and the last one is not over yet. Percentiles, over failed calls too, are those of buckets that grow by a quarter each, so they are at most 12 % off. Counts are for people to look at: what a worker has gathered when it crashes is missing.
   *
   * `byEventType` and `byStatus` say the same of each event type, and how the calls ended. A worker counts at most 50 types and 40 ways apart at once, and what goes beyond together, as null. Hours that were counted before Finehook did so have neither.
   *
   * `period=1h` is told by five minutes, of the deliveries that were created since `from`: of at most 1,000 records, a quarter from each of the four parts in which they are kept. With more, `isWhole` is false, and older intervals miss some. Attempts at older deliveries are not in it.
   */
  readonly getStatistics: Read<Needed<GetStatisticsRequest>, Statistics>;
  /**
   * See the same of many webhooks at once: of those that are named, or of those that a company owns, newest first, 50 a page.
   *
   * Counted by hour as deliveries are made, a few seconds late; `total` is the sum of `series`. Hours and days are those of UTC, and the last one is not over yet. Percentiles, over failed calls too, are those of buckets that grow by a quarter each, so they are at most 12 % off. Counts are for people to look at: what a worker has gathered when it crashes is missing.
   */
  readonly listStatistics: List<Optional<ListStatisticsRequest>, StatisticsList, StatisticsList["items"][number]>;
  /**
   * See how many rules the event bus has left for webhooks, and how many webhooks a company.
   *
   * Each webhook takes a rule of the bus, also while that is switched off, and EventBridge has a quota of them. `bus` is for whoever holds every company: it is counted each time that the rules are compared with the webhooks, every five minutes unless set otherwise, and `at` says when. `company` is there when `companyId` asks for it, and counted now. A rule never has a wildcard, so EventBridge's quota of rules with wildcards is never touched.
   */
  readonly getCapacity: Read<Optional<GetCapacityRequest>, Capacity>;
  /** Make an API key, of companies that your own holds. The answer shows it, this once. */
  readonly createKey: Call<Needed<CreateKeyRequest>, CreatedKey>;
  /** List the API keys whose companies your own holds, newest first. */
  readonly listKeys: List<Optional<ListKeysRequest>, KeyList, Key>;
  /** Read what an API key may do, and when it was last used. */
  readonly getKey: Read<Needed<GetKeyRequest>, Key>;
  /** Revoke an API key: it is refused everywhere within five seconds. */
  readonly deleteKey: Call<Needed<DeleteKeyRequest>, undefined>;
  /**
   * Make a new API key in the place of an old one. The answer shows it, this once.
   *
   * The new key has an id of its own and does not expire by itself; otherwise it is like the old one, which expires `overlapHours` from now, or sooner if it was to expire sooner: give the new one to whoever uses the old one before that.
   */
  readonly rotateKey: Call<Needed<RotateKeyRequest>, CreatedKey>;
  /** Let the webhooks of another company listen to the events of yours. What is granted already stays so. */
  readonly createGrant: Call<Needed<CreateGrantRequest>, Grant>;
  /** List what a company has granted to others, or what others have granted to it, newest first. */
  readonly listGrants: List<Needed<ListGrantsRequest>, GrantList, Grant>;
  /** Read a grant that a company of yours has given or got. */
  readonly getGrant: Read<Needed<GetGrantRequest>, Grant>;
  /** Take a grant back. Within a minute the webhooks that it was for get no event of your company any more, nor what waits to be delivered. */
  readonly deleteGrant: Call<Needed<DeleteGrantRequest>, undefined>;
  /** Make a link by which one user of a customer gets into the console, signed in. It works once, and for a few minutes. */
  readonly createPortalLink: Call<Needed<CreatePortalLinkRequest>, PortalLink>;
  /** Exchange the token of a portal link, which works once, for that of a session. */
  readonly createSession: Call<Needed<CreateSessionRequest>, CreatedSession>;
  /** Who calls, and what they may do. */
  readonly getSession: Read<Optional<GetSessionRequest>, Session>;
  /** End the session that calls: within five seconds it is refused everywhere. */
  readonly deleteSession: Call<Optional<DeleteSessionRequest>, undefined>;
  /** What an error means, where it comes from and what to do: as a page to browsers, else as JSON. */
  readonly explainProblem: Read<Needed<ExplainProblemRequest>, ProblemGuide>;
  /** This API as an OpenAPI 3.1 document. */
  readonly getOpenApi: Read<Optional<GetOpenApiRequest>, { readonly [name: string]: unknown }>;
}

export function methodsOf(send: Send): FinehookClient {
  return {
    createWebhook: call(send, operationTable.createWebhook),
    listWebhooks: list(send, operationTable.listWebhooks),
    getWebhook: read(send, operationTable.getWebhook),
    updateWebhook: call(send, operationTable.updateWebhook),
    deleteWebhook: call(send, operationTable.deleteWebhook),
    pauseWebhook: call(send, operationTable.pauseWebhook),
    enableWebhook: call(send, operationTable.enableWebhook),
    rotateSecret: call(send, operationTable.rotateSecret),
    revealSecrets: read(send, operationTable.revealSecrets),
    listHistory: list(send, operationTable.listHistory),
    testWebhook: call(send, operationTable.testWebhook),
    checkUrl: call(send, operationTable.checkUrl),
    previewFilter: call(send, operationTable.previewFilter),
    whyWebhook: read(send, operationTable.whyWebhook),
    publishEvents: call(send, operationTable.publishEvents),
    listRecentEvents: read(send, operationTable.listRecentEvents),
    listDeliveries: list(send, operationTable.listDeliveries),
    searchDeliveries: list(send, operationTable.searchDeliveries),
    getDelivery: read(send, operationTable.getDelivery),
    getDeliveryRequest: read(send, operationTable.getDeliveryRequest),
    traceEvent: read(send, operationTable.traceEvent),
    resendDelivery: call(send, operationTable.resendDelivery),
    createInbox: call(send, operationTable.createInbox),
    listInboxes: read(send, operationTable.listInboxes),
    getInbox: read(send, operationTable.getInbox),
    deleteInbox: call(send, operationTable.deleteInbox),
    listInboxCalls: list(send, operationTable.listInboxCalls),
    createContact: call(send, operationTable.createContact),
    listContacts: read(send, operationTable.listContacts),
    deleteContact: call(send, operationTable.deleteContact),
    createResend: call(send, operationTable.createResend),
    listResends: list(send, operationTable.listResends),
    getResend: read(send, operationTable.getResend),
    cancelResend: call(send, operationTable.cancelResend),
    listEventTypes: list(send, operationTable.listEventTypes),
    getEventType: read(send, operationTable.getEventType),
    putEventType: call(send, operationTable.putEventType),
    deleteEventType: call(send, operationTable.deleteEventType),
    importEventTypes: call(send, operationTable.importEventTypes),
    changeDirectory: call(send, operationTable.changeDirectory),
    listDirectory: list(send, operationTable.listDirectory),
    listAuditLog: list(send, operationTable.listAuditLog),
    getStatistics: read(send, operationTable.getStatistics),
    listStatistics: list(send, operationTable.listStatistics),
    getCapacity: read(send, operationTable.getCapacity),
    createKey: call(send, operationTable.createKey),
    listKeys: list(send, operationTable.listKeys),
    getKey: read(send, operationTable.getKey),
    deleteKey: call(send, operationTable.deleteKey),
    rotateKey: call(send, operationTable.rotateKey),
    createGrant: call(send, operationTable.createGrant),
    listGrants: list(send, operationTable.listGrants),
    getGrant: read(send, operationTable.getGrant),
    deleteGrant: call(send, operationTable.deleteGrant),
    createPortalLink: call(send, operationTable.createPortalLink),
    createSession: call(send, operationTable.createSession),
    getSession: read(send, operationTable.getSession),
    deleteSession: call(send, operationTable.deleteSession),
    explainProblem: read(send, operationTable.explainProblem),
    getOpenApi: read(send, operationTable.getOpenApi),
  };
}
