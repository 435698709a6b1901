import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Keeps a retained resource the same for CloudFormation wherever the construct moves in the tree: a new logical id
 * would make a second, empty one and orphan the first, and rules made at run time hold the queue's ARN.
 * It also means one Finehook per stack.
 */
export function freezeLogicalId(construct: IConstruct, logicalId: string): void {
  const resource = construct.node.defaultChild;
  if (!(resource instanceof CfnResource))
    throw new Error(`${construct.node.path} has no CloudFormation resource`);
  resource.overrideLogicalId(logicalId);
}
