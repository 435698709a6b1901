import type { ResourceType } from '../cloudformation/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const layerVersion: ResourceType = {
  applied: ['Content.S3Bucket', 'Content.S3Key', 'Description'],
  withoutEffect: [],
  notEmulated: 'functions that make custom resources are not run: the local run makes these resources itself',
  async create(_, { region, accountId, logicalId }) {
    return { ref: `arn:aws:lambda:${region}:${accountId}:layer:${logicalId}:1`, attributes: {} };
  },
};
