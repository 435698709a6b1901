import type { ResourceType } from '../cloudformation/resource-type.ts';

/** Tells AWS which constructs were used. */
export const cdkMetadata: ResourceType = {
  applied: ['Analytics'],
  withoutEffect: [],
  create: async (_, context) => ({ ref: context.logicalId, attributes: {} }),
};
