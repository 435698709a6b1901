import { type Input, optionalText, text } from '../json-input.ts';

/** Where the emulated account is. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** The bus that every account has. */
export const defaultBusName = 'default';

const ruleNamePattern = /^[.\-_A-Za-z0-9]+$/;
const busNamePattern = /^[/.\-_A-Za-z0-9]+$/;
const busNameOrArnPattern =
  /^(arn:aws[\w-]*:events:[a-z]{2}-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/;

/** The name of a rule: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export function ruleName(input: Input, member: 'Name' | 'Rule'): string {
  return text(input, member, { maxLength: 64, pattern: ruleNamePattern });
}

/** The name of a bus that is to be made. */
export function newBusName(input: Input): string {
  return text(input, 'Name', { maxLength: 256, pattern: busNamePattern });
}

/** The bus of a request, given by name or ARN; the default bus when none is given. */
export function busName(input: Input, member: 'EventBusName' | 'Name' = 'EventBusName'): string {
  const given = optionalText(input, member, { minLength: 1, maxLength: 1600, pattern: busNameOrArnPattern });
  return given === undefined ? defaultBusName : busNameOf(given);
}

/** The name in a bus's ARN; a name is itself. */
export function busNameOf(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:[^/]*:event-bus\//, '');
}

export function busArn({ region, accountId }: Place, bus: string): string {
  return `arn:aws:events:${region}:${accountId}:event-bus/${bus}`;
}

/** The ARN of a rule does not name the default bus. */
export function ruleArn({ region, accountId }: Place, bus: string, rule: string): string {
  const path = bus === defaultBusName ? rule : `${bus}/${rule}`;
  return `arn:aws:events:${region}:${accountId}:rule/${path}`;
}
