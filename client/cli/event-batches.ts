/** What one request of `POST /v1/events` takes: 100 events, and 4 MiB as JSON. */
const mostEvents = 100;
const mostBytes = 4 * 1024 * 1024;

/** The events in their order, in as few requests as they fit in. One that is too large goes alone, to be refused by name. */
export function batchesOf<Event>(events: readonly Event[]): Event[][] {
  const batches: Event[][] = [];
  let bytes = 0;
  for (const event of events) {
    // With the comma or bracket before it; the last bracket is counted at the start of a batch.
    const added = Buffer.byteLength(JSON.stringify(event)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length === mostEvents || bytes + added > mostBytes) {
      batches.push([event]);
      bytes = 1 + added;
    } else {
      last.push(event);
      bytes += added;
    }
  }
  return batches;
}
