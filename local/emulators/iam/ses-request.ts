import type { RequestContext } from './condition.ts';
import { type Accesses, type AccountScope, access, type Input, isInput, textOr } from './request.ts';

/**
 * Operations without a resource of their own, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 */
const onEverything: ReadonlySet<string> = new Set([
  'DeleteSuppressedDestination',
  'GetSuppressedDestination',
  'PutSuppressedDestination',
]);
const onIdentity: ReadonlySet<string> = new Set([
  'CreateEmailIdentity',
  'GetEmailIdentity',
  'PutEmailIdentityConfigurationSetAttributes',
]);
const onConfigurationSet: ReadonlySet<string> = new Set([
  'CreateConfigurationSet',
  'GetConfigurationSet',
  'PutConfigurationSetSuppressionOptions',
]);

/** What a request to SES needs; of SendEmail, the emulator adds the identity that the mail is sent as. */
export function sesAccesses(operation: string, input: Input, { region, accountId }: AccountScope): Accesses {
  const action = `ses:${operation}`;
  const arnOf = (kind: 'configuration-set' | 'identity', name: unknown): string =>
    `arn:aws:ses:${region}:${accountId}:${kind}/${textOr(name, '')}`;
  if (onEverything.has(operation)) return [access(action, '*')];
  if (onIdentity.has(operation)) return [access(action, arnOf('identity', input.EmailIdentity))];
  const set = arnOf('configuration-set', input.ConfigurationSetName);
  if (onConfigurationSet.has(operation)) return [access(action, set)];
  if (operation !== 'SendEmail') return { unknown: action };
  const context = mailContext(input);
  return [
    access(action, arnOf('identity', input.EmailIdentity), context),
    ...(textOr(input.ConfigurationSetName, '') === '' ? [] : [access(action, set, context)]),
  ];
}

/** https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html#iam-and-ses-examples-policy-condition-keys */
function mailContext({ FromEmailAddress, Destination }: Input): RequestContext {
  const from = textOr(FromEmailAddress, '');
  const [, name = '', address = from] = /^\s*"?([^"<]*?)"?\s*<([^<>]*)>\s*$/.exec(from) ?? [];
  const destination = isInput(Destination) ? Destination : {};
  const recipients = [destination.ToAddresses, destination.CcAddresses, destination.BccAddresses]
    .flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []))
    .map(it => textOr(it, ''));
  const context = new Map<string, readonly string[]>([
    ['ses:fromaddress', [address]],
    ['ses:recipients', recipients.map(it => /<([^<>]*)>\s*$/.exec(it)?.[1] ?? it)],
    ['ses:apiversion', ['2']],
  ]);
  if (name !== '') context.set('ses:fromdisplayname', [name]);
  return context;
}
