import { DescribeEventBusCommand, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import { asRecord, type JsonRecord, parseJson, recordAt, recordsAt, textAt } from '../json.ts';

/**
 * One statement of a bus's policy, which has one for each of these resources.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
export const eventBusPolicy: ResourceType = {
  applied: ['EventBusName', 'Statement', 'StatementId'],
  withoutEffect: [],
  async create(properties, context) {
    const { eventbridge } = context.clients;
    const EventBusName = textAt(properties, 'EventBusName');
    const Sid = textAt(properties, 'StatementId');
    const { Policy } = await eventbridge.send(new DescribeEventBusCommand({ Name: EventBusName }));
    const others = statementsOf(Policy).filter(statement => statement.Sid !== Sid);
    const Statement = [...others, { ...recordAt(properties, 'Statement'), Sid }];
    await eventbridge.send(
      new PutPermissionCommand({
        EventBusName,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    );
    return { ref: Sid, attributes: {} };
  },
};

function statementsOf(policy: string | undefined): readonly JsonRecord[] {
  if (policy === undefined || policy === '') return [];
  const what = 'the policy of the event bus';
  return recordsAt(asRecord(parseJson(policy, what), what), 'Statement');
}
