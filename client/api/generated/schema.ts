// Made by `npm run generate:client` from what /openapi.json says: do not edit it.

export type Attempt = {
  readonly at: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: ("timeout" | "dns" | "connect" | "tls" | "reset" | "address-blocked" | "redirect" | "too-large") | null;
  readonly errorDetail: string | null;
  readonly responseBody: string | null;
  readonly retryAfter: string | null;
  readonly certificateExpiresAt: string | null;
};

export type AuditEntry = {
  readonly id: string;
  readonly at: string;
  readonly requestId: string | null;
  readonly operation: string;
  readonly actor: {
    readonly kind: "key" | "user" | "link" | "service";
    readonly id: string;
    readonly name: string | null;
  };
  readonly thing: {
    readonly kind: string;
    readonly id: string;
  };
  readonly companies: readonly string[];
  readonly before: { readonly [name: string]: unknown } | null;
  readonly after: { readonly [name: string]: unknown } | null;
  readonly outcome: "begun" | "done" | "refused";
};

export type AuditLog = {
  readonly items: readonly AuditEntry[];
  readonly nextCursor: string | null;
};

export type Capacity = {
  readonly bus?: {
    readonly ruleQuota: number;
    readonly counted: {
      readonly at: string;
      readonly rules: number;
      readonly rulesOfWebhooks: number;
      readonly rulesLeft: number;
      readonly webhooks: {
        readonly live: number;
        readonly pending: number;
        readonly off: number;
      };
    } | null;
  };
  readonly company?: {
    readonly companyId: string;
    readonly webhooks: number;
    readonly webhooksPerCompany: number;
    readonly webhooksLeft: number;
  };
};

/** What an event has to be like, over its `data`. See docs/filters.md. */
export type Condition = {
  readonly all: readonly Condition[];
} | {
  readonly any: readonly Condition[];
} | {
  readonly not: Condition;
} | {
  readonly field: string;
  /** The field is this value; of a list, one of its values is. */
  readonly op: "eq";
  readonly value: string | number | boolean | null;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The field is not this value; of a list, none of its values is. So is a field that is not there. */
  readonly op: "ne";
  readonly value: string | number | boolean | null;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The field is one of these values; of a list, one of its values is. */
  readonly op: "in";
  readonly value: readonly (string | number | boolean | null)[];
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The field is none of these values; of a list, none of its values is. So is a field that is not there. */
  readonly op: "notIn";
  readonly value: readonly (string | number | boolean | null)[];
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The field has a value: a text, a number, true, false or null. With `false`: it has none. */
  readonly op: "exists";
  readonly value?: boolean;
} | {
  readonly field: string;
  /** Nothing is in it: it is not there, null, an empty text, or a list or object without content. With `false`: something is. */
  readonly op: "empty";
  readonly value?: boolean;
} | {
  readonly field: string;
  /** The text begins with this. */
  readonly op: "startsWith";
  readonly value: string;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The text ends with this. */
  readonly op: "endsWith";
  readonly value: string;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** This is somewhere in the text. */
  readonly op: "contains";
  readonly value: string;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The whole text has this form: `*` stands for any characters. */
  readonly op: "wildcard";
  readonly value: string;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The number is greater. */
  readonly op: "gt";
  readonly value: number;
} | {
  readonly field: string;
  /** The number is greater or the same. */
  readonly op: "gte";
  readonly value: number;
} | {
  readonly field: string;
  /** The number is less. */
  readonly op: "lt";
  readonly value: number;
} | {
  readonly field: string;
  /** The number is less or the same. */
  readonly op: "lte";
  readonly value: number;
} | {
  readonly field: string;
  /** The number is in the range, its ends included. */
  readonly op: "between";
  readonly value: readonly number[];
} | {
  readonly field: string;
  /** The date is before this one. */
  readonly op: "before";
  readonly value: string;
} | {
  readonly field: string;
  /** The date is after this one. */
  readonly op: "after";
  readonly value: string;
} | {
  readonly field: string;
  /** The date was within this time before the event. */
  readonly op: "inLast";
  readonly value: string;
} | {
  readonly field: string;
  /** The date is within this time after the event. */
  readonly op: "inNext";
  readonly value: string;
} | {
  readonly field: string;
  /** The IP address is in this network. */
  readonly op: "cidr";
  readonly value: string;
} | {
  readonly field: string;
  /** Before the event the field of the record was this value, and it is not any more; of a list: it went out of it. */
  readonly op: "was";
  readonly value: string | number | boolean | null;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** By the event the field of the record became this value; of a list: it came into it. */
  readonly op: "became";
  readonly value: string | number | boolean | null;
  readonly ignoreCase?: boolean;
} | {
  readonly field: string;
  /** The field of the record changed; with a value: from one value to another. */
  readonly op: "changed";
  readonly value?: {
    readonly from: string | number | boolean | null;
    readonly to: string | number | boolean | null;
  };
  readonly ignoreCase?: boolean;
} | {
  /** Something changed, and it was none but these fields of the record. */
  readonly op: "onlyChanged";
  readonly value: readonly string[];
} | {
  readonly field: string;
  /** The date of the record moved to a later time. */
  readonly op: "movedLater";
} | {
  readonly field: string;
  /** The date of the record moved to an earlier time. */
  readonly op: "movedEarlier";
} | {
  readonly field: string;
  /** The number of the record went up. */
  readonly op: "increased";
} | {
  readonly field: string;
  /** The number of the record went down. */
  readonly op: "decreased";
};

export type Conditions = Condition | {
  readonly pattern: { readonly [name: string]: unknown };
};

export type Contact = {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly status: "unconfirmed" | "confirmed" | "unsubscribed";
  readonly createdAt: string;
  readonly confirmedAt: string | null;
};

export type ContactInput = {
  readonly companyId: string;
  readonly email: string;
};

export type ContactList = {
  readonly items: readonly Contact[];
};

export type CreatedKey = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly companies: readonly string[];
  readonly role: "admin" | "manager" | "reader" | "publisher";
  readonly revealSecrets: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly key: string;
};

export type CreatedSession = {
  readonly token: string;
  readonly session: Session;
};

export type CreatedWebhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly status: "active" | "failing" | "paused" | "disabled";
  readonly statusReason: ("failures" | "gone") | null;
  readonly rule: "live" | "pending" | "off";
  readonly noAccessTo: readonly string[];
  readonly slowSince: string | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  readonly health: Health;
  readonly headerNames: readonly string[];
  readonly authType: ("basic" | "bearer") | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly secret: string;
};

export type Delivery = {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: "pending" | "delivered" | "failed" | "held";
  readonly createdAt: string;
  readonly run: number;
  readonly resendOf: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly RecordedAttempt[];
};

export type DeliveryList = {
  readonly items: readonly Delivery[];
  readonly nextCursor: string | null;
};

export type DeliveryRequest = {
  readonly headers: { readonly [name: string]: string | null };
  readonly body: string;
  readonly url: string;
};

export type DeliveryWithEvent = {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: "pending" | "delivered" | "failed" | "held";
  readonly createdAt: string;
  readonly run: number;
  readonly resendOf: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly RecordedAttempt[];
  readonly event: Event | null;
};

export type Directory = {
  readonly items: readonly DirectoryEntry[];
  readonly nextCursor: string | null;
};

export type DirectoryEntry = {
  readonly companyId: string;
  readonly kind: "company" | "custom-field" | "list" | "person" | "project";
  readonly id: string;
  readonly name: string;
};

export type DirectoryInput = {
  readonly upsert?: readonly {
    readonly companyId: string;
    readonly kind: "company" | "custom-field" | "list" | "person" | "project";
    readonly id: string;
    readonly name: string;
  }[];
  readonly delete?: readonly {
    readonly companyId: string;
    readonly kind: "company" | "custom-field" | "list" | "person" | "project";
    readonly id: string;
  }[];
};

export type DirectoryResult = {
  readonly upserted: number;
  readonly deleted: number;
};

export type EmptyInput = { readonly [name: string]: never };

export type Event = {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly data: { readonly [name: string]: unknown };
};

export type EventToPublish = {
  /** An event type of the catalog: GET /v1/event-types lists them. Those that come with Finehook are the examples. */
  readonly type: string;
  readonly source?: string;
  readonly time?: string;
  readonly data: {
    readonly companyId: string;
    readonly projectId: string;
    readonly recordId?: string;
    readonly actorId?: string;
    readonly occurredAt?: string;
    readonly changes?: { readonly [name: string]: {
      readonly from: unknown;
      readonly to: unknown;
      readonly direction?: "later" | "earlier" | "up" | "down";
      readonly [further: string]: unknown;
    } } | null;
    readonly previousValue: unknown;
    readonly currentValue: unknown;
    readonly [further: string]: unknown;
  };
};

export type EventType = {
  readonly name: string;
  readonly group: string;
  readonly title: { readonly [name: string]: string };
  readonly description: { readonly [name: string]: string };
  readonly schema: { readonly [name: string]: unknown };
  readonly example: { readonly [name: string]: unknown } | null;
  readonly deprecated: boolean;
  readonly version: number;
  readonly builtIn: boolean;
  readonly updatedAt: string | null;
};

export type EventTypeImport = (readonly NamedEventType[]) | {
  readonly openapi: string;
  readonly webhooks: { readonly [name: string]: unknown };
  readonly [further: string]: unknown;
};

export type EventTypeImportResult = {
  readonly dryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
};

export type EventTypeInput = {
  readonly group: string;
  readonly title: {
    readonly en: string;
    readonly [further: string]: unknown;
  };
  readonly description: {
    readonly en: string;
    readonly [further: string]: unknown;
  };
  readonly schema?: { readonly [name: string]: unknown };
  readonly example?: { readonly [name: string]: unknown };
  readonly deprecated?: boolean;
};

export type EventTypeList = {
  readonly items: readonly EventType[];
  readonly nextCursor: string | null;
};

export type Fault = {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly detail: string;
  readonly limit?: number;
};

/**
 * Stable: compare it to tell faults apart. Further codes may come.
 *
 * - `required`: It is missing, or null would take it away.
 * - `unknown-member`: There is no member or parameter of this name here.
 * - `repeated`: The same is here twice.
 * - `wrong-type`: It is of another type: a number, say, instead of a text.
 * - `not-allowed`: It is none of the values that are possible here.
 * - `not-together`: It is not possible together with something else in the request.
 * - `blank`: The text has nothing in it that can be seen.
 * - `too-short`: The text has fewer characters than the limit.
 * - `too-long`: The text has more characters than the limit.
 * - `too-few`: The list has fewer items than the limit.
 * - `too-many`: There are more of them than the limit.
 * - `too-small`: The number is less than the limit.
 * - `too-large`: The number is greater than the limit.
 * - `not-whole`: The number has a fraction.
 * - `too-many-digits`: The number has more digits than can be kept or compared exactly.
 * - `too-many-bytes`: It has more bytes, as JSON, than the limit.
 * - `too-deep`: It is nested deeper than the limit.
 * - `invalid-characters`: The text has characters that are not possible here, such as line breaks.
 * - `invisible-characters`: The name has characters that cannot be seen, so that it could be taken for another one.
 * - `not-ascii`: Only visible ASCII characters are possible here.
 * - `not-a-time`: It is no time as RFC 3339 writes it, or no date where one is possible.
 * - `not-later`: The end is not later than the beginning.
 * - `in-the-past`: The time has passed already.
 * - `window-too-long`: From beginning to end it is more days than the limit.
 * - `not-a-url`: It is no URL.
 * - `not-https`: The URL does not begin with https://.
 * - `url-credentials`: The URL has a user name or a password in it.
 * - `not-public`: The URL leads to an address that is not public.
 * - `port-not-allowed`: The URL has a port that is not called.
 * - `bad-host`: The host of the URL is no name that can be looked up.
 * - `bad-header-name`: It is no name of an HTTP header.
 * - `reserved-header`: The header is not for owners of webhooks to set.
 * - `headers-too-long`: Names and values of all headers together have more characters than the limit.
 * - `colon-not-allowed`: A user name cannot have a colon.
 * - `bad-secret`: It is no signing secret: whsec_ and 24 to 64 bytes in base64.
 * - `known-secret`: It is a secret of this webhook already.
 * - `not-an-email`: It is no e-mail address in plain letters.
 * - `bad-placeholder`: A placeholder of the template is not written as it has to be.
 * - `placeholder-in-link`: A placeholder of the template would decide where a link or mention leads.
 * - `template-not-used`: The format of the webhook has no use for a template.
 * - `unknown-event-type`: The catalog has no event type of this name.
 * - `reserved-event-type`: Finehook itself tells of events of this type.
 * - `reserved-source`: The source of the event belongs to Finehook or to AWS.
 * - `nothing-left`: Everything but everything would be nothing.
 * - `no-example`: The catalog has no example of this event type.
 * - `bad-name`: It is no name that an event type can have.
 * - `not-held`: Whoever calls does not hold the company.
 * - `not-granted`: The company has not granted its events.
 * - `needs-no-grant`: A company needs no grant for its own events.
 * - `scope-missing`: Whoever calls does not have the right that this would give.
 * - `bad-condition`: It is no condition, or is not written as one has to be.
 * - `unknown-operator`: There is no operator of this name.
 * - `unknown-field`: The events have no field of this name, but one of almost this name.
 * - `bad-field`: It is no path of a field, or not one that the operator looks at.
 * - `field-not-in-object`: The field is an object: one of the fields in it has to be named.
 * - `operator-does-not-fit`: The operator does not fit what the field is.
 * - `value-does-not-fit`: The field never has a value of this type.
 * - `not-a-range`: It is no two numbers of which the first is the lower one.
 * - `not-a-duration`: It is no time span such as 12h or 7d.
 * - `not-a-network`: It is no network such as 10.0.0.0/8.
 * - `bad-wildcard`: The text with asterisks is not written as it has to be.
 * - `no-change`: What it was and what it became are the same.
 * - `tenant-field`: Conditions cannot name companies and projects: the clause does.
 * - `too-many-ways`: The conditions can be met in more ways than the limit.
 * - `bad-pattern`: EventBridge would not take the event pattern.
 * - `bad-cursor`: It is no nextCursor of this list.
 * - `bad-token`: It is no token of a portal link.
 * - `bad-colour`: It is no colour such as #0055ff.
 * - `bad-language-tag`: It is no language tag as RFC 5646 writes it.
 * - `bad-document`: The OpenAPI document cannot be read here.
 * - `invalid`: Something else is wrong; the detail says what.
 */
export type FaultCode =
  | "required"
  | "unknown-member"
  | "repeated"
  | "wrong-type"
  | "not-allowed"
  | "not-together"
  | "blank"
  | "too-short"
  | "too-long"
  | "too-few"
  | "too-many"
  | "too-small"
  | "too-large"
  | "not-whole"
  | "too-many-digits"
  | "too-many-bytes"
  | "too-deep"
  | "invalid-characters"
  | "invisible-characters"
  | "not-ascii"
  | "not-a-time"
  | "not-later"
  | "in-the-past"
  | "window-too-long"
  | "not-a-url"
  | "not-https"
  | "url-credentials"
  | "not-public"
  | "port-not-allowed"
  | "bad-host"
  | "bad-header-name"
  | "reserved-header"
  | "headers-too-long"
  | "colon-not-allowed"
  | "bad-secret"
  | "known-secret"
  | "not-an-email"
  | "bad-placeholder"
  | "placeholder-in-link"
  | "template-not-used"
  | "unknown-event-type"
  | "reserved-event-type"
  | "reserved-source"
  | "nothing-left"
  | "no-example"
  | "bad-name"
  | "not-held"
  | "not-granted"
  | "needs-no-grant"
  | "scope-missing"
  | "bad-condition"
  | "unknown-operator"
  | "unknown-field"
  | "bad-field"
  | "field-not-in-object"
  | "operator-does-not-fit"
  | "value-does-not-fit"
  | "not-a-range"
  | "not-a-duration"
  | "not-a-network"
  | "bad-wildcard"
  | "no-change"
  | "tenant-field"
  | "too-many-ways"
  | "bad-pattern"
  | "bad-cursor"
  | "bad-token"
  | "bad-colour"
  | "bad-language-tag"
  | "bad-document"
  | "invalid";

export type Filter = {
  readonly anyOf: readonly {
    readonly eventTypes: readonly ("*" | string)[];
    readonly exceptEventTypes?: readonly string[];
    readonly companies: readonly {
      readonly companyId: string;
      readonly projectIds: "*" | (readonly string[]);
      readonly exceptProjectIds?: readonly string[];
    }[];
    readonly conditions?: Conditions;
  }[];
};

export type GatewayMessage = {
  readonly message: string;
};

export type Grant = {
  readonly id: string;
  readonly companyId: string;
  readonly toCompanyId: string;
  readonly createdAt: string;
  readonly createdBy: string;
};

export type GrantInput = {
  readonly companyId: string;
  readonly toCompanyId: string;
};

export type GrantList = {
  readonly items: readonly Grant[];
  readonly nextCursor: string | null;
};

export type Health = {
  readonly since: string;
  readonly nextCheckAt: string | null;
  readonly holdUntil: string | null;
  readonly releasingSince: string | null;
};

export type HealthDetails = {
  readonly since: string;
  readonly nextCheckAt: string | null;
  readonly holdUntil: string | null;
  readonly releasingSince: string | null;
  readonly lastSuccessAt: string | null;
  readonly lastFailureAt: string | null;
  readonly certificateExpiresAt: string | null;
  readonly heldCount: number;
  readonly hasMoreHeld: boolean;
};

export type History = {
  readonly items: readonly HistoryEntry[];
  readonly nextCursor: string | null;
};

export type HistoryEntry = {
  readonly version: number;
  readonly at: string;
  readonly change:
    | "created"
    | "failing"
    | "failing-long"
    | "recovered"
    | "enabled"
    | "disabled"
    | "hold-period-over"
    | "paused"
    | "deleted";
  readonly from: ("active" | "failing" | "paused" | "disabled") | null;
  readonly to: "active" | "failing" | "paused" | "disabled";
  readonly reason: ("failures" | "gone") | null;
  readonly by: string;
  readonly holdUntil: string | null;
};

export type Inbox = {
  readonly id: string;
  readonly companyId: string;
  readonly url: string;
  readonly createdAt: string;
  readonly expiresAt: string;
};

export type InboxCall = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly isBodyWhole: boolean;
  readonly eventType: string | null;
};

export type InboxCallList = {
  readonly items: readonly InboxCall[];
  readonly nextCursor: string | null;
};

export type InboxInput = {
  readonly companyId: string;
};

export type InboxList = {
  readonly items: readonly Inbox[];
};

export type Key = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly companies: readonly string[];
  readonly role: "admin" | "manager" | "reader" | "publisher";
  readonly revealSecrets: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
};

export type KeyInput = {
  readonly name: string;
  readonly companies: readonly string[];
  readonly role?: "admin" | "manager" | "reader" | "publisher";
  readonly revealSecrets?: boolean;
  readonly expiresAt?: string;
};

export type KeyList = {
  readonly items: readonly Key[];
  readonly nextCursor: string | null;
};

export type KeyRotationInput = {
  readonly overlapHours?: number;
};

export type ListedWebhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly status: "active" | "failing" | "paused" | "disabled";
  readonly statusReason: ("failures" | "gone") | null;
  readonly rule: "live" | "pending" | "off";
  readonly noAccessTo: readonly string[];
  readonly slowSince: string | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  readonly health: Health;
  readonly headerNames: readonly string[];
  readonly authType: ("basic" | "bearer") | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentence?: string;
};

export type NamedEventType = {
  readonly name: string;
  readonly group: string;
  readonly title: {
    readonly en: string;
    readonly [further: string]: unknown;
  };
  readonly description: {
    readonly en: string;
    readonly [further: string]: unknown;
  };
  readonly schema?: { readonly [name: string]: unknown };
  readonly example?: { readonly [name: string]: unknown };
  readonly deprecated?: boolean;
};

export type PauseInput = {
  readonly events?: "hold" | "drop";
};

export type PortalLink = {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
};

export type PortalLinkInput = {
  readonly companies: readonly string[];
  readonly user: {
    readonly id: string;
    readonly name: string;
  };
  readonly role?: "admin" | "manager" | "reader" | "publisher";
  readonly revealSecrets?: boolean;
  readonly language?: "en" | "ru";
  readonly themeColor?: string;
  readonly returnUrl?: string;
  readonly project?: {
    readonly companyId: string;
    readonly projectId: string;
  };
  readonly names?: { readonly [name: string]: string };
  readonly expiresInSeconds?: number;
  readonly sessionMinutes?: number;
};

export type Preview = {
  readonly sentence: string;
  readonly pattern: { readonly [name: string]: unknown };
  readonly residual: readonly {
    readonly pointer: string;
    readonly detail: string;
  }[];
  readonly events: readonly Verdict[];
  readonly recent: (readonly {
    readonly matches: boolean;
    readonly clause: number | null;
    readonly misses: readonly {
      readonly clause: number;
      readonly pointer: string;
      readonly reason: "event-type" | "company" | "condition" | "not" | "same-element";
      readonly detail: string;
      readonly asked: string | null;
      readonly seen: readonly {
        readonly field: string;
        readonly values: readonly (string | number | boolean | null)[];
      }[];
    }[];
    readonly event: {
      readonly id: string;
      readonly type: string;
      readonly time: string;
      readonly companyId: string;
      readonly projectId: string;
    };
  }[]) | null;
  readonly volume: {
    readonly perDay: number;
    readonly passedPerDay: number;
    readonly days: number;
    readonly isWhole: boolean;
    readonly sentence: string;
  } | null;
};

export type PreviewInput = {
  readonly filter: Filter;
  readonly language?: "en" | "ru";
  readonly events?: readonly EventToPublish[];
  readonly recent?: number;
};

export type Problem = {
  /** Stable: compare it to tell problems apart. */
  readonly type:
    | "https://finehook.dev/problems/malformed-json"
    | "https://finehook.dev/problems/invalid-request"
    | "https://finehook.dev/problems/invalid-filter"
    | "https://finehook.dev/problems/url-not-allowed"
    | "https://finehook.dev/problems/unauthenticated"
    | "https://finehook.dev/problems/forbidden"
    | "https://finehook.dev/problems/grant-missing"
    | "https://finehook.dev/problems/not-found"
    | "https://finehook.dev/problems/method-not-allowed"
    | "https://finehook.dev/problems/gone"
    | "https://finehook.dev/problems/conflict"
    | "https://finehook.dev/problems/console-off"
    | "https://finehook.dev/problems/not-resendable"
    | "https://finehook.dev/problems/resend-running"
    | "https://finehook.dev/problems/health-check-failed"
    | "https://finehook.dev/problems/built-in-event-type"
    | "https://finehook.dev/problems/mail-off"
    | "https://finehook.dev/problems/mail-refused"
    | "https://finehook.dev/problems/too-many-calls"
    | "https://finehook.dev/problems/too-many-contacts"
    | "https://finehook.dev/problems/too-many-event-types"
    | "https://finehook.dev/problems/too-many-inboxes"
    | "https://finehook.dev/problems/too-many-mails"
    | "https://finehook.dev/problems/too-many-requests"
    | "https://finehook.dev/problems/too-many-rules"
    | "https://finehook.dev/problems/too-many-webhooks"
    | "https://finehook.dev/problems/too-many-secrets"
    | "https://finehook.dev/problems/idempotency-key-in-use"
    | "https://finehook.dev/problems/idempotency-key-reused"
    | "https://finehook.dev/problems/precondition-failed"
    | "https://finehook.dev/problems/payload-too-large"
    | "https://finehook.dev/problems/unsupported-media-type"
    | "https://finehook.dev/problems/pattern-too-long"
    | "https://finehook.dev/problems/temporarily-unavailable"
    | "https://finehook.dev/problems/internal-error";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly Fault[];
  readonly attempt?: Attempt;
};

export type ProblemGuide = {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly meaning: string;
  readonly cause: string;
  readonly mend: string;
  readonly example: Problem;
};

export type PublishInput = EventToPublish | (readonly EventToPublish[]);

export type Published = {
  readonly failed: number;
  readonly items: readonly ({
    readonly status: "accepted";
    readonly id: string;
  } | {
    readonly status: "failed";
    readonly code: string;
    readonly detail: string;
    readonly retryable: boolean;
  })[];
};

export type ReceiverRequest = {
  readonly headers: { readonly [name: string]: string | null };
  readonly body: string;
};

export type RecentEvents = {
  readonly items: (readonly Event[]) | null;
};

export type RecordedAttempt = {
  readonly at: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: ("timeout" | "dns" | "connect" | "tls" | "reset" | "address-blocked" | "redirect" | "too-large") | null;
  readonly errorDetail: string | null;
  readonly responseBody: string | null;
  readonly retryAfter: string | null;
  readonly certificateExpiresAt: string | null;
  readonly run: number;
};

export type Resend = {
  readonly id: string;
  readonly webhookId: string;
  readonly status: "running" | "completed" | "cancelled" | "failed";
  readonly statuses: readonly ("failed" | "held")[];
  readonly from: string;
  readonly to: string;
  readonly total: number | null;
  readonly sent: number;
  readonly skipped: number;
  readonly waitingSince: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
};

export type ResendInput = {
  readonly newId?: boolean;
};

export type ResendList = {
  readonly items: readonly Resend[];
  readonly nextCursor: string | null;
};

export type ResendWindowInput = {
  readonly from: string;
  readonly to: string;
  readonly statuses?: readonly ("failed" | "held")[];
};

export type RotatedSecret = {
  readonly secret: string;
  readonly oldSecretsExpireAt: string;
};

export type RotationInput = {
  readonly overlapHours?: number;
  readonly secret?: string;
};

export type Secrets = {
  readonly secrets: readonly {
    readonly secret: string;
    readonly expiresAt: string | null;
  }[];
};

export type Session = {
  readonly id: string;
  readonly kind: "key" | "session" | "user";
  readonly name: string;
  readonly companies: readonly string[];
  readonly scopes: readonly (
    | "audit:read"
    | "capacity:read"
    | "deliveries:read"
    | "deliveries:resend"
    | "directory:read"
    | "directory:write"
    | "event-types:read"
    | "event-types:write"
    | "events:publish"
    | "grants:read"
    | "grants:write"
    | "keys:read"
    | "keys:write"
    | "portal-links:create"
    | "secrets:reveal"
    | "webhooks:read"
    | "webhooks:write")[];
  readonly portal: {
    readonly user: {
      readonly id: string;
      readonly name: string;
    };
    readonly language: "en" | "ru";
    readonly themeColor: string | null;
    readonly returnUrl: string | null;
    readonly project: {
      readonly companyId: string;
      readonly projectId: string;
    } | null;
    readonly names: { readonly [name: string]: string };
    readonly expiresAt: string;
  } | null;
};

export type SessionInput = {
  readonly token: string;
};

export type Statistics = {
  readonly period: "1h" | "24h" | "7d" | "30d";
  readonly by: "five-minutes" | "hour" | "day";
  readonly from: string;
  readonly webhookId: string;
  readonly isWhole: boolean;
  readonly total: StatisticsSummary;
  readonly byEventType: readonly TypeShare[];
  readonly byStatus: readonly StatusShare[];
  readonly series: readonly {
    readonly attempts: number;
    readonly delivered: number;
    readonly failed: number;
    readonly successRate: number | null;
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
    readonly at: string;
  }[];
};

export type StatisticsList = {
  readonly period: "24h" | "7d" | "30d";
  readonly by: "hour" | "day";
  readonly from: string;
  readonly items: readonly {
    readonly webhookId: string;
    readonly name: string;
    readonly total: StatisticsSummary;
    readonly series: readonly {
      readonly attempts: number;
      readonly delivered: number;
      readonly failed: number;
      readonly successRate: number | null;
      readonly p50Ms: number | null;
      readonly p95Ms: number | null;
      readonly at: string;
    }[];
  }[];
  readonly total: StatisticsSummary;
  readonly series: readonly {
    readonly attempts: number;
    readonly delivered: number;
    readonly failed: number;
    readonly successRate: number | null;
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
    readonly at: string;
  }[];
  readonly nextCursor: string | null;
};

export type StatisticsSummary = {
  readonly attempts: number;
  readonly delivered: number;
  readonly failed: number;
  readonly successRate: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
};

export type StatusShare = {
  readonly status: number | null;
  readonly error: ("timeout" | "dns" | "connect" | "tls" | "reset" | "address-blocked" | "redirect" | "too-large") | null;
  readonly attempts: number;
};

export type TestEvent = {
  /** An event type of the catalog: GET /v1/event-types lists them. Those that come with Finehook are the examples. */
  readonly type: string;
  readonly data: { readonly [name: string]: unknown };
};

export type TestInput = {
  /** An event type of the catalog: GET /v1/event-types lists them. Those that come with Finehook are the examples. */
  readonly eventType?: string;
  readonly event?: TestEvent;
};

export type Trace = {
  readonly eventId: string;
  readonly webhooks: readonly {
    readonly id: string;
    readonly name: string;
    readonly deliveries: readonly {
      readonly id: string;
      readonly status: "pending" | "delivered" | "failed" | "held";
      readonly createdAt: string;
      readonly run: number;
      readonly resendOf: string | null;
      readonly nextAttemptAt: string | null;
      readonly attempts: readonly {
        readonly run: number;
        readonly at: string;
        readonly durationMs: number;
        readonly status: number | null;
        readonly error: ("timeout" | "dns" | "connect" | "tls" | "reset" | "address-blocked" | "redirect" | "too-large") | null;
      }[];
    }[];
  }[];
  readonly hasMore: boolean;
};

export type TypeShare = {
  readonly eventType: string | null;
  readonly attempts: number;
  readonly delivered: number;
  readonly failed: number;
};

export type UpdatedWebhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly status: "active" | "failing" | "paused" | "disabled";
  readonly statusReason: ("failures" | "gone") | null;
  readonly rule: "live" | "pending" | "off";
  readonly noAccessTo: readonly string[];
  readonly slowSince: string | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  readonly health: Health;
  readonly headerNames: readonly string[];
  readonly authType: ("basic" | "bearer") | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly droppedHeaders?: readonly string[];
};

export type UrlCheck = {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly reasonCode: FaultCode | null;
  readonly recognisedFormat: ("standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord") | null;
  readonly attempt: Attempt | null;
  readonly request: ReceiverRequest | null;
};

export type UrlCheckInput = {
  readonly url: string;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format?: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  /** An event type of the catalog: GET /v1/event-types lists them. Those that come with Finehook are the examples. */
  readonly eventType?: string;
  readonly event?: TestEvent;
};

export type Verdict = {
  readonly matches: boolean;
  readonly clause: number | null;
  readonly misses: readonly {
    readonly clause: number;
    readonly pointer: string;
    readonly reason: "event-type" | "company" | "condition" | "not" | "same-element";
    readonly detail: string;
    readonly asked: string | null;
    readonly seen: readonly {
      readonly field: string;
      readonly values: readonly (string | number | boolean | null)[];
    }[];
  }[];
};

export type Webhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly status: "active" | "failing" | "paused" | "disabled";
  readonly statusReason: ("failures" | "gone") | null;
  readonly rule: "live" | "pending" | "off";
  readonly noAccessTo: readonly string[];
  readonly slowSince: string | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  readonly health: Health;
  readonly headerNames: readonly string[];
  readonly authType: ("basic" | "bearer") | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type WebhookDetails = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly status: "active" | "failing" | "paused" | "disabled";
  readonly statusReason: ("failures" | "gone") | null;
  readonly rule: "live" | "pending" | "off";
  readonly noAccessTo: readonly string[];
  readonly slowSince: string | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  readonly health: HealthDetails;
  readonly headerNames: readonly string[];
  readonly authType: ("basic" | "bearer") | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentence?: string;
};

export type WebhookInput = {
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format?: "standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord";
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  };
  readonly options?: {
    readonly timeoutSeconds?: number;
    readonly callsPerSecond?: number;
    readonly concurrentCalls?: number;
    readonly failingAfter?: number;
    readonly holdPeriodHours?: number;
    readonly autoRecover?: boolean;
  };
  /** A signing secret of your own, instead of one that is made here. */
  readonly secret?: string;
  /** Further headers of each call, at most 20 and 4,096 characters. Written and never read: `headerNames` tells which there are. Those that Finehook, HTTP, proxies or clouds rely on cannot be set; the error says why. */
  readonly headers?: { readonly [name: string]: string };
  /** The `authorization` header of each call. Written and never read: `authType` tells its type. */
  readonly auth?: {
    readonly type: "basic";
    readonly username: string;
    readonly password: string;
  } | {
    readonly type: "bearer";
    readonly token: string;
  };
};

export type WebhookList = {
  readonly items: readonly ListedWebhook[];
  readonly nextCursor: string | null;
};

export type WebhookPatch = {
  readonly name?: string | null;
  readonly url?: string | null;
  readonly filter?: {
    readonly anyOf?: (readonly {
      readonly eventTypes: readonly ("*" | string)[];
      readonly exceptEventTypes?: readonly string[];
      readonly companies: readonly {
        readonly companyId: string;
        readonly projectIds: "*" | (readonly string[]);
        readonly exceptProjectIds?: readonly string[];
      }[];
      readonly conditions?: Conditions;
    }[]) | null;
  } | null;
  /** Shape of the body that the receiver gets. By default the one that the URL asks for: `slack` for hooks.slack.com, `teams` for *.webhook.office.com, *.logic.azure.com and *.powerplatform.com, `discord` for the webhooks of discord.com and discordapp.com, else `standard`. */
  readonly format?: ("standard" | "blue" | "cloudevents" | "slack" | "teams" | "discord") | null;
  /** Words of one's own for the messages of `slack`, `teams` and `discord`, in their markup, with placeholders such as `{{type}}`, `{{timestamp}}` and `{{data.currentValue.title}}`. What is not there is empty. By default a sentence that the event makes. */
  readonly template?: {
    readonly text: string;
  } | null;
  readonly options?: {
    readonly timeoutSeconds?: number | null;
    readonly callsPerSecond?: number | null;
    readonly concurrentCalls?: number | null;
    readonly failingAfter?: number | null;
    readonly holdPeriodHours?: number | null;
    readonly autoRecover?: boolean | null;
  } | null;
  /** Further headers of each call, at most 20 and 4,096 characters. Written and never read: `headerNames` tells which there are. Those that Finehook, HTTP, proxies or clouds rely on cannot be set; the error says why. */
  readonly headers?: { readonly [name: string]: string | null } | null;
  /** The `authorization` header of each call. Written and never read: `authType` tells its type. */
  readonly auth?: {
    readonly type?: "basic" | "bearer";
    readonly username?: string | null;
    readonly password?: string | null;
    readonly token?: string | null;
  } | null;
};

export type WebhookTest = {
  readonly attempt: Attempt;
  readonly request: ReceiverRequest;
};

export type Why = {
  readonly eventId: string;
  readonly outcome: "pending" | "delivered" | "failed" | "held" | "unwanted" | "not-called" | "unknown-event";
  readonly detail: string;
  readonly deliveryId: string | null;
  readonly verdict: Verdict | null;
};

/** Of `createWebhook`. */
export type CreateWebhookRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: WebhookInput;
};

/** Of `listWebhooks`. */
export type ListWebhooksRequest = {
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Language of the sentences. */
  readonly language?: "en" | "ru" | undefined;
};

/** Of `getWebhook`. */
export type GetWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Language of the sentences. */
  readonly language?: "en" | "ru" | undefined;
};

/** Of `updateWebhook`. */
export type UpdateWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body: WebhookPatch;
};

/** Of `deleteWebhook`. */
export type DeleteWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
};

/** Of `pauseWebhook`. */
export type PauseWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body?: PauseInput | undefined;
};

/** Of `enableWebhook`. */
export type EnableWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body?: EmptyInput | undefined;
};

/** Of `rotateSecret`. */
export type RotateSecretRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body?: RotationInput | undefined;
};

/** Of `revealSecrets`. */
export type RevealSecretsRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
};

/** Of `listHistory`. */
export type ListHistoryRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `testWebhook`. */
export type TestWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body: TestInput;
};

/** Of `checkUrl`. */
export type CheckUrlRequest = {
  readonly body: UrlCheckInput;
};

/** Of `previewFilter`. */
export type PreviewFilterRequest = {
  readonly body: PreviewInput;
};

/** Of `whyWebhook`. */
export type WhyWebhookRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Id of the event, as EventBridge gave it. */
  readonly eventId: string;
  /** Language of the sentences. */
  readonly language?: "en" | "ru" | undefined;
};

/** Of `publishEvents`. */
export type PublishEventsRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: PublishInput;
};

/** Of `listRecentEvents`. */
export type ListRecentEventsRequest = {
  /** Id of the company. */
  readonly companyId: string;
  /** Type of the event. */
  readonly eventType?: string | undefined;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
};

/** Of `listDeliveries`. */
export type ListDeliveriesRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** How they are now. */
  readonly status?: "pending" | "delivered" | "failed" | "held" | undefined;
  /** Type of the event. */
  readonly eventType?: string | undefined;
  /** Id of the event, as EventBridge gave it. */
  readonly eventId?: string | undefined;
  /** Id of the company. */
  readonly companyId?: string | undefined;
  /** The `recordId` of the event's data; with `companyId`. */
  readonly recordId?: string | undefined;
  /** Created from then on: RFC 3339. */
  readonly from?: string | undefined;
  /** Created before then: RFC 3339. */
  readonly to?: string | undefined;
};

/** Of `searchDeliveries`. */
export type SearchDeliveriesRequest = {
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Id of the webhook, `whk_…`. */
  readonly webhookId?: string | undefined;
  /** How they are now. */
  readonly status?: "pending" | "delivered" | "failed" | "held" | undefined;
  /** Type of the event. */
  readonly eventType?: string | undefined;
  /** Id of the event, as EventBridge gave it. */
  readonly eventId?: string | undefined;
  /** Id of the company. */
  readonly companyId?: string | undefined;
  /** The `recordId` of the event's data; with `companyId`. */
  readonly recordId?: string | undefined;
  /** Created from then on: RFC 3339. */
  readonly from?: string | undefined;
  /** Created before then: RFC 3339. */
  readonly to?: string | undefined;
};

/** Of `getDelivery`. */
export type GetDeliveryRequest = {
  /** Id of the delivery, `dlv_…`; receivers get it as `webhook-id`. */
  readonly id: string;
};

/** Of `getDeliveryRequest`. */
export type GetDeliveryRequestRequest = {
  /** Id of the delivery, `dlv_…`; receivers get it as `webhook-id`. */
  readonly id: string;
};

/** Of `traceEvent`. */
export type TraceEventRequest = {
  /** Id of the event, as EventBridge gave it. */
  readonly id: string;
};

/** Of `resendDelivery`. */
export type ResendDeliveryRequest = {
  /** Id of the delivery, `dlv_…`; receivers get it as `webhook-id`. */
  readonly id: string;
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body?: ResendInput | undefined;
};

/** Of `createInbox`. */
export type CreateInboxRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: InboxInput;
};

/** Of `listInboxes`. */
export type ListInboxesRequest = {
  /** Id of the company. */
  readonly companyId: string;
};

/** Of `getInbox`. */
export type GetInboxRequest = {
  /** Id of the inbox, `inb_…`. */
  readonly id: string;
};

/** Of `deleteInbox`. */
export type DeleteInboxRequest = {
  /** Id of the inbox, `inb_…`. */
  readonly id: string;
};

/** Of `listInboxCalls`. */
export type ListInboxCallsRequest = {
  /** Id of the inbox, `inb_…`. */
  readonly id: string;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `createContact`. */
export type CreateContactRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: ContactInput;
};

/** Of `listContacts`. */
export type ListContactsRequest = {
  /** Id of the company. */
  readonly companyId: string;
};

/** Of `deleteContact`. */
export type DeleteContactRequest = {
  /** Id of the contact, `cnt_…`. */
  readonly id: string;
};

/** Of `createResend`. */
export type CreateResendRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: ResendWindowInput;
};

/** Of `listResends`. */
export type ListResendsRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `getResend`. */
export type GetResendRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Id of the resend, `rsd_…`. */
  readonly resendId: string;
};

/** Of `cancelResend`. */
export type CancelResendRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** Id of the resend, `rsd_…`. */
  readonly resendId: string;
  readonly body?: EmptyInput | undefined;
};

/** Of `listEventTypes`. */
export type ListEventTypesRequest = {
  /** Only event types of this group. */
  readonly group?: string | undefined;
  /** Only event types that are deprecated, or only those that are not. */
  readonly deprecated?: "true" | "false" | undefined;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `getEventType`. */
export type GetEventTypeRequest = {
  /** Name of the event type. */
  readonly name: string;
};

/** Of `putEventType`. */
export type PutEventTypeRequest = {
  /** Name of the event type. */
  readonly name: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
  readonly body: EventTypeInput;
};

/** Of `deleteEventType`. */
export type DeleteEventTypeRequest = {
  /** Name of the event type. */
  readonly name: string;
  /** The ETag that was read: if it is not the current one, nothing is changed (412). */
  readonly ifMatch?: string | undefined;
};

/** Of `importEventTypes`. */
export type ImportEventTypesRequest = {
  /** `true`: check and compare, store nothing. */
  readonly dryRun?: "true" | "false" | undefined;
  readonly body: EventTypeImport;
};

/** Of `changeDirectory`. */
export type ChangeDirectoryRequest = {
  readonly body: DirectoryInput;
};

/** Of `listDirectory`. */
export type ListDirectoryRequest = {
  /** Id of the company. */
  readonly companyId?: string | undefined;
  /** Only names of this kind. */
  readonly kind?: "company" | "custom-field" | "list" | "person" | "project" | undefined;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `listAuditLog`. */
export type ListAuditLogRequest = {
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Id of the company. */
  readonly companyId?: string | undefined;
  /** Id of what was changed. */
  readonly thingId?: string | undefined;
  /** Id of the API key; of what the service did, what of it. */
  readonly actorId?: string | undefined;
  /** Id of the operation. */
  readonly operation?: string | undefined;
  /** Created from then on: RFC 3339. */
  readonly from?: string | undefined;
  /** Created before then: RFC 3339. */
  readonly to?: string | undefined;
};

/** Of `getStatistics`. */
export type GetStatisticsRequest = {
  /** Id of the webhook, `whk_…`. */
  readonly id: string;
  /** How far back. */
  readonly period?: "1h" | "24h" | "7d" | "30d" | undefined;
  /** Length of the intervals: five minutes (of `1h` alone), hours, or days of UTC. By default hours for `24h`, days for more. */
  readonly by?: "five-minutes" | "hour" | "day" | undefined;
};

/** Of `listStatistics`. */
export type ListStatisticsRequest = {
  /** How far back. */
  readonly period?: "24h" | "7d" | "30d" | undefined;
  /** Length of the intervals: five minutes (of `1h` alone), hours, or days of UTC. By default hours for `24h`, days for more. */
  readonly by?: "hour" | "day" | undefined;
  /** Ids of at most 50 webhooks, joined by commas. */
  readonly webhookIds?: string | undefined;
  /** Id of the company. */
  readonly companyId?: string | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `getCapacity`. */
export type GetCapacityRequest = {
  /** Id of the company. */
  readonly companyId?: string | undefined;
};

/** Of `createKey`. */
export type CreateKeyRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: KeyInput;
};

/** Of `listKeys`. */
export type ListKeysRequest = {
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `getKey`. */
export type GetKeyRequest = {
  /** Id of the API key, `key_…`. */
  readonly id: string;
};

/** Of `deleteKey`. */
export type DeleteKeyRequest = {
  /** Id of the API key, `key_…`. */
  readonly id: string;
};

/** Of `rotateKey`. */
export type RotateKeyRequest = {
  /** Id of the API key, `key_…`. */
  readonly id: string;
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body?: KeyRotationInput | undefined;
};

/** Of `createGrant`. */
export type CreateGrantRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: GrantInput;
};

/** Of `listGrants`. */
export type ListGrantsRequest = {
  /** Id of the company. */
  readonly companyId: string;
  /** What the company has given to others, or received from them. */
  readonly direction?: "given" | "received" | undefined;
  /** Most items in the answer. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
};

/** Of `getGrant`. */
export type GetGrantRequest = {
  /** Id of the grant, `grt_…`. */
  readonly id: string;
};

/** Of `deleteGrant`. */
export type DeleteGrantRequest = {
  /** Id of the grant, `grt_…`. */
  readonly id: string;
};

/** Of `createPortalLink`. */
export type CreatePortalLinkRequest = {
  /** Names the request, so that it can be sent again and is done once: 1 to 255 visible ASCII characters, such as a UUID, for 24 hours, per caller and operation. Success is answered again as it was (`idempotent-replayed: true`); a refusal leaves the name free. */
  readonly idempotencyKey?: string | undefined;
  readonly body: PortalLinkInput;
};

/** Of `createSession`. */
export type CreateSessionRequest = {
  /** Lets whoever has exchanged the link do so again for a minute, when the answer was lost: 32 to 255 visible ASCII characters that nobody can guess, such as a random UUID. Each exchange gives a new session, and ends the one before it. */
  readonly idempotencyKey?: string | undefined;
  readonly body: SessionInput;
};

/** Of `getSession`. */
export type GetSessionRequest = Readonly<Record<string, never>>;

/** Of `deleteSession`. */
export type DeleteSessionRequest = Readonly<Record<string, never>>;

/** Of `explainProblem`. */
export type ExplainProblemRequest = {
  /** Code of the problem: the last part of its `type`. */
  readonly code:
    | "malformed-json"
    | "invalid-request"
    | "invalid-filter"
    | "url-not-allowed"
    | "unauthenticated"
    | "forbidden"
    | "grant-missing"
    | "not-found"
    | "method-not-allowed"
    | "gone"
    | "conflict"
    | "console-off"
    | "not-resendable"
    | "resend-running"
    | "health-check-failed"
    | "built-in-event-type"
    | "mail-off"
    | "mail-refused"
    | "too-many-calls"
    | "too-many-contacts"
    | "too-many-event-types"
    | "too-many-inboxes"
    | "too-many-mails"
    | "too-many-requests"
    | "too-many-rules"
    | "too-many-webhooks"
    | "too-many-secrets"
    | "idempotency-key-in-use"
    | "idempotency-key-reused"
    | "precondition-failed"
    | "payload-too-large"
    | "unsupported-media-type"
    | "pattern-too-long"
    | "temporarily-unavailable"
    | "internal-error";
};

/** Of `getOpenApi`. */
export type GetOpenApiRequest = Readonly<Record<string, never>>;
