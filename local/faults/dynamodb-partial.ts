import { type Input, inputs, isInput } from '../emulators/iam/request.ts';

/** How a batch operation lists what it is to do, table by table. */
export interface BatchParts {
  /** The member of the answer that says what was left. */
  readonly leftMember: 'UnprocessedItems' | 'UnprocessedKeys';
  partsOf(table: unknown): readonly Input[];
  /** What the request says of a table, with these parts only. */
  withParts(table: unknown, parts: readonly Input[]): unknown;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const writesOf: BatchParts = {
  leftMember: 'UnprocessedItems',
  partsOf: inputs,
  withParts: (_, parts) => parts,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const keysOf: BatchParts = {
  leftMember: 'UnprocessedKeys',
  partsOf: table => inputs(isInput(table) ? table.Keys : undefined),
  withParts: (table, parts) => ({ ...(isInput(table) ? table : {}), Keys: parts }),
};

/** A batch of which some is left out, and how the answer tells of that. */
export interface PartialBatch {
  readonly input: Input;
  complete(answer: Input): Input;
}

/**
 * Leaves out some parts of a batch. The first is always processed: without any, DynamoDB would refuse the whole batch.
 * @param isLeft asked for each further part
 */
export function withoutSome(input: Input, batch: BatchParts, isLeft: () => boolean): PartialBatch {
  const tables = Object.entries(isInput(input.RequestItems) ? input.RequestItems : {});
  const asked: Record<string, unknown> = {};
  const left: Record<string, readonly Input[]> = {};
  let isFirst = true;
  for (const [name, table] of tables) {
    const processed: Input[] = [];
    const unprocessed: Input[] = [];
    for (const part of batch.partsOf(table)) {
      (isFirst || !isLeft() ? processed : unprocessed).push(part);
      isFirst = false;
    }
    if (processed.length > 0) asked[name] = batch.withParts(table, processed);
    if (unprocessed.length > 0) left[name] = unprocessed;
  }
  const requested = new Map(tables);
  return {
    input: { ...input, RequestItems: asked },
    complete(answer) {
      const said = answer[batch.leftMember];
      const all: Record<string, unknown> = isInput(said) ? { ...said } : {};
      for (const [name, parts] of Object.entries(left)) {
        all[name] = batch.withParts(requested.get(name), [...batch.partsOf(all[name]), ...parts]);
      }
      return { ...answer, [batch.leftMember]: all };
    },
  };
}
