import type { Access } from './policy.ts';
import { type Accesses, type AccountScope, access, type Input, inputs, textOr } from './request.ts';

/**
 * The resource of each operation, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
const onRule: ReadonlyMap<string, string> = new Map([
  ['DeleteRule', 'Name'],
  ['DescribeRule', 'Name'],
  ['DisableRule', 'Name'],
  ['EnableRule', 'Name'],
  ['ListTargetsByRule', 'Rule'],
  ['PutRule', 'Name'],
  ['PutTargets', 'Rule'],
  ['RemoveTargets', 'Rule'],
]);
const onBus: ReadonlyMap<string, string> = new Map([
  ['CreateEventBus', 'Name'],
  ['DeleteEventBus', 'Name'],
  ['DescribeEventBus', 'Name'],
  ['PutPermission', 'EventBusName'],
  ['RemovePermission', 'EventBusName'],
  ['UpdateEventBus', 'Name'],
]);
const onResourceArn: ReadonlySet<string> = new Set(['ListTagsForResource', 'TagResource', 'UntagResource']);
/** Lists go over all rules or buses; AWS checks them on an ARN that ends in an asterisk. */
const onAll: ReadonlyMap<string, string> = new Map([
  ['ListEventBuses', 'event-bus/*'],
  ['ListRuleNamesByTarget', 'rule/*'],
  ['ListRules', 'rule/*'],
]);

/** What an EventBridge request needs. */
export function eventBridgeAccesses(
  operation: string,
  input: Input,
  { region, accountId }: AccountScope,
): Accesses {
  const arnOf = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;
  const busName = (value: unknown): string => {
    const name = textOr(value, 'default');
    return name.slice(name.lastIndexOf(':event-bus/') < 0 ? 0 : name.lastIndexOf(':event-bus/') + 11);
  };
  const action = `events:${operation}`;

  if (operation === 'PutEvents') {
    return inputs(input.Entries).map(entry =>
      access(
        action,
        arnOf(`event-bus/${busName(entry.EventBusName)}`),
        contextOf({
          'events:source': [textOr(entry.Source, '')],
          'events:detail-type': [textOr(entry.DetailType, '')],
          'events:eventbusinvocation': ['false'],
        }),
      ),
    );
  }
  const ruleField = onRule.get(operation);
  if (ruleField !== undefined) {
    const bus = busName(input.EventBusName);
    const rule = textOr(input[ruleField], '');
    const resource = arnOf(bus === 'default' ? `rule/${rule}` : `rule/${bus}/${rule}`);
    return [access(action, resource, ruleContext(operation, input)), ...passedRoles(input)];
  }
  const busField = onBus.get(operation);
  if (busField !== undefined) return [access(action, arnOf(`event-bus/${busName(input[busField])}`))];
  if (onResourceArn.has(operation)) return [access(action, textOr(input.ResourceARN, ''))];
  const all = onAll.get(operation);
  if (all !== undefined) return [access(action, arnOf(all))];
  if (operation === 'TestEventPattern') return [access(action, '*')];
  return { unknown: action };
}

/** A rule that runs a target as a role needs the caller's right to hand over that role. */
function passedRoles(input: Input): readonly Access[] {
  const roles = [input, ...inputs(input.Targets)].map(it => textOr(it.RoleArn, undefined));
  return roles.flatMap(role => (role === undefined ? [] : [access('iam:PassRole', role)]));
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/policy-keys-eventbridge.html */
function ruleContext(operation: string, input: Input): ReadonlyMap<string, readonly string[]> {
  if (operation !== 'PutTargets') return new Map();
  return contextOf({ 'events:targetarn': inputs(input.Targets).map(it => textOr(it.Arn, '')) });
}

function contextOf(
  keys: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(keys));
}
