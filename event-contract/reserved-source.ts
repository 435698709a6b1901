/** Whose sources no producer may use: Finehook's own operational events have the first, AWS's services the others. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^\s*finehook\s*$/i, 'The source "finehook" is reserved for events about Finehook itself.'],
  [/^aws\./i, 'Sources that begin with "aws." are reserved for AWS services.'],
];

/**
 * Why an event may not have this source; `undefined` when it may.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export function reservedSource(source: string): string | undefined {
  return owners.find(([pattern]) => pattern.test(source))?.[1];
}
