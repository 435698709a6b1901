import type { ResourceType } from '../cloudformation/resource-type.ts';
import { listAt, oneOf, optionalNumberAt, optionalTextAt, recordAt, textAt } from '../json.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  applied: [
    'Code.S3Bucket',
    'Code.S3Key',
    'Description',
    'Environment.Variables',
    'FunctionName',
    'Handler',
    'Layers',
    'MemorySize',
    'PackageType',
    'ReservedConcurrentExecutions',
    'Role',
    'Runtime',
    'Tags',
    'Timeout',
  ],
  withoutEffect: [
    'Architectures',
    'EphemeralStorage',
    'LoggingConfig',
    'RecursiveLoop',
    'RuntimeManagementConfig',
    'TracingConfig',
  ],
  async create(properties, context) {
    const name = optionalTextAt(properties, 'FunctionName') ?? context.physicalName(64);
    const arn = `arn:aws:lambda:${context.region}:${context.accountId}:function:${name}`;
    if (context.makesCustomResources === true) return { ref: name, attributes: { Arn: arn } };
    oneOf(textAt(properties, 'Runtime'), ['nodejs24.x'], 'Runtime');
    if (listAt(properties, 'Layers').length > 0) throw new Error('the local run has no layers for functions');
    oneOf(optionalTextAt(properties, 'PackageType') ?? 'Zip', ['Zip'], 'PackageType');
    const variables = recordAt(recordAt(properties, 'Environment') ?? {}, 'Variables') ?? {};
    context.plan.functions.set(name, {
      name,
      arn,
      roleArn: textAt(properties, 'Role'),
      codePath: context.assetPath(textAt(recordAt(properties, 'Code') ?? {}, 'S3Key')),
      handler: textAt(properties, 'Handler'),
      timeoutMs: (optionalNumberAt(properties, 'Timeout') ?? 3) * 1000,
      memoryMb: optionalNumberAt(properties, 'MemorySize') ?? 128,
      environment: Object.fromEntries(
        Object.entries(variables).map(([variable, value]) => [variable, String(value)]),
      ),
      concurrency: optionalNumberAt(properties, 'ReservedConcurrentExecutions'),
    });
    return { ref: name, attributes: { Arn: arn } };
  },
};
