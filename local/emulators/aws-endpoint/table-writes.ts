/** Tells of writes to tables as soon as they are done, so that nobody has to ask their streams again and again. */
export interface TableWrites {
  /** Calls after each request that may have changed the table. @returns what ends it */
  listen(tableName: string, listener: () => void): () => void;
  /** Learns of a request that has been carried out. */
  done(operation: string, body: Buffer): void;
}

const writeOperations: ReadonlySet<string> = new Set([
  'BatchExecuteStatement',
  'BatchWriteItem',
  'DeleteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'PutItem',
  'TransactWriteItems',
  'UpdateItem',
]);

export function createTableWrites(): TableWrites {
  const listeners = new Map<string, Set<() => void>>();
  return {
    listen(tableName, listener) {
      const ofTable = listeners.get(tableName) ?? new Set();
      listeners.set(tableName, ofTable.add(listener));
      return () => void ofTable.delete(listener);
    },
    done(operation, body) {
      if (!writeOperations.has(operation)) return;
      for (const [tableName, ofTable] of listeners) {
        // Cheaper than reading the body; a name that stands in it for another reason costs one look at the stream.
        if (ofTable.size > 0 && body.includes(tableName)) for (const listener of ofTable) listener();
      }
    },
  };
}
