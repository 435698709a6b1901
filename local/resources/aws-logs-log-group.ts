import type { ResourceType } from '../cloudformation/resource-type.ts';
import { optionalTextAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroup: ResourceType = {
  applied: ['LogGroupName', 'Tags'],
  withoutEffect: ['RetentionInDays', 'KmsKeyId', 'LogGroupClass'],
  notEmulated: 'functions write to files below the logs folder, which keep everything',
  async create(properties, context) {
    const { region, accountId } = context;
    const name = optionalTextAt(properties, 'LogGroupName') ?? context.physicalName(512);
    return {
      ref: name,
      attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
    };
  },
};
