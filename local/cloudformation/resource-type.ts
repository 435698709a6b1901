import type { JsonRecord } from '../json.ts';
import type { AwsClients } from './aws-clients.ts';
import type { RunPlan } from './run-plan.ts';

/** What `Ref` and `Fn::GetAtt` of a made resource give. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ResourceContext {
  readonly logicalId: string;
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
  readonly plan: RunPlan;
  /**
   * Whether it is a function that CloudFormation calls to make a custom resource. It is not run: the run makes those resources itself.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
   * @default false
   */
  readonly makesCustomResources?: boolean;
  /** Stack name and logical id, cut to `maxLength` without becoming ambiguous. */
  physicalName(maxLength: number): string;
  assetPath(objectKey: string): string;
}

/**
 * One CloudFormation type on the local run. Names in the lists may go into an object with a dot (`ScalingConfig.MaximumConcurrency`).
 * A property of the template that is in neither list stops the start.
 */
export interface ResourceType {
  /** Properties that `create` applies, or that need nothing done because there is one of everything here. */
  readonly applied: readonly string[];
  /** Properties that ask for something that the local run does not do; said at the start. */
  readonly withoutEffect: readonly string[];
  /** Said at the start when the template has such a resource and nothing of it works locally. */
  readonly notEmulated?: string;
  /** Makes the resource, or brings an existing one of the same name up to the template. */
  create(properties: JsonRecord, context: ResourceContext): Promise<CreatedResource>;
}
