import type { WebhookDetails, WebhookPatch } from '../../../../client/api/client.ts';
import { type LimitName, limits, numberOf } from './limits.ts';

export type Format = WebhookDetails['format'];

export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

/** `keep`: as it is, which nobody can read. */
export interface AuthEntry {
  readonly kind: 'keep' | 'none' | 'basic' | 'bearer';
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** What is entered; an empty limit is as the service has it. */
export interface SettingsForm {
  readonly name: string;
  readonly url: string;
  readonly format: Format;
  readonly template: string;
  readonly limits: Readonly<Record<LimitName, string>>;
  readonly autoRecover: boolean;
  /** Names of headers that are taken away. */
  readonly removedHeaders: readonly string[];
  readonly setHeaders: readonly HeaderEntry[];
  readonly auth: AuthEntry;
}

type Setup = Pick<
  WebhookDetails,
  'name' | 'url' | 'format' | 'template' | 'options' | 'headerNames' | 'authType'
>;

/** The formats that a template is for. */
export const isChat = (format: Format): boolean => ['slack', 'teams', 'discord'].includes(format);

export function formOf({ name, url, format, template, options }: Setup): SettingsForm {
  const textOf = (limit: LimitName) => String(options[limit] ?? '');
  return {
    name,
    url,
    format,
    template: template?.text ?? '',
    limits: {
      timeoutSeconds: textOf('timeoutSeconds'),
      callsPerSecond: textOf('callsPerSecond'),
      concurrentCalls: textOf('concurrentCalls'),
      failingAfter: textOf('failingAfter'),
      holdPeriodHours: textOf('holdPeriodHours'),
    },
    autoRecover: options.autoRecover !== false,
    removedHeaders: [],
    setHeaders: [],
    auth: { kind: 'keep', username: '', password: '', token: '' },
  };
}

/** What has to be sent so that a webhook is as the form has it: nothing of what stays. */
export function patchOf(before: Setup, form: SettingsForm): WebhookPatch {
  const options = optionsPatch(before, form);
  const headers = headersPatch(form);
  const text = isChat(form.format) ? form.template.trim() : '';
  const auth = authPatch(before, form.auth);
  return {
    ...(form.name !== before.name && { name: form.name }),
    ...(form.url !== before.url && { url: form.url }),
    ...(form.format !== before.format && { format: form.format }),
    ...(text !== (before.template?.text ?? '') && { template: text === '' ? null : { text } }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(auth !== undefined && { auth }),
  };
}

function optionsPatch({ options }: Setup, form: SettingsForm): NonNullable<WebhookPatch['options']> {
  const changed = limits
    .map(({ name }) => ({ name, value: numberOf(form.limits[name]) }))
    .filter(({ name, value }) => value !== (options[name] ?? null));
  return {
    ...Object.fromEntries(changed.map(({ name, value }) => [name, value])),
    ...(form.autoRecover !== (options.autoRecover !== false) && { autoRecover: form.autoRecover }),
  };
}

function headersPatch({ removedHeaders, setHeaders }: SettingsForm): Readonly<Record<string, string | null>> {
  const named = setHeaders.filter(({ name, value }) => name.trim() !== '' || value !== '');
  return Object.fromEntries([
    ...removedHeaders.map(name => [name, null] as const),
    ...named.map(({ name, value }) => [name.trim(), value] as const),
  ]);
}

function authPatch({ authType }: Setup, auth: AuthEntry): WebhookPatch['auth'] {
  switch (auth.kind) {
    case 'keep':
      return undefined;
    case 'none':
      return authType === null ? undefined : null;
    case 'basic':
      return { type: 'basic', username: auth.username, password: auth.password };
    case 'bearer':
      return { type: 'bearer', token: auth.token };
  }
}

/** Whether two readings of a webhook have the same setup, whatever has become of its health meanwhile. */
export function isSameSetup(one: Setup, other: Setup): boolean {
  const text = ({ name, url, format, template, options, headerNames, authType }: Setup) =>
    JSON.stringify([
      name,
      url,
      format,
      template?.text,
      Object.entries(options).sort(),
      headerNames,
      authType,
    ]);
  return text(one) === text(other);
}
