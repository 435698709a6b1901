/** How an operation goes over HTTP. */
export interface OperationEntry {
  readonly id: string;
  readonly method: string;
  /** With `{name}` where a member of the request stands. */
  readonly path: string;
  /** Members of the request that are query parameters. */
  readonly query: readonly string[];
  /** Members of the request that are headers, with the header's name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body; absent when there is none. */
  readonly contentType?: string;
}

export interface CallOptions {
  /** Ends the call, also while it waits to be tried again; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer with what HTTP says beside its body. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** The version that was read or written: `ifMatch` of a change takes it. */
  readonly etag: string | undefined;
  /** Name it to whoever runs the service: the log has it. */
  readonly requestId: string | undefined;
  readonly headers: Headers;
}

/** What a method takes. */
export type Needed<Request> = [request: Request, options?: CallOptions];
/** What a method takes of which nothing is required. */
export type Optional<Request> = [request?: Request, options?: CallOptions];

/** One operation. Rejects with a FinehookError. */
export interface Call<Input extends Optional<object>, Body> {
  (...input: Input): Promise<Body>;
  /** The same with status, ETag and headers. */
  answer(...input: Input): Promise<Answer<Body>>;
}

export interface Read<Input extends Optional<object>, Body> extends Call<Input, Body> {
  /**
   * Reads only what has changed (`If-None-Match`, RFC 9110 §13.1.2).
   * @param etag of an answer before
   * @returns `undefined` when it is still the same
   */
  ifChanged(etag: string, ...input: Input): Promise<Answer<Body> | undefined>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

export interface List<Input extends Optional<object>, Body extends Page<Item>, Item>
  extends Read<Input, Body> {
  /** Every item of every page, from `cursor` on if there is one; a page is read when it is needed. */
  all(...input: Input): AsyncGenerator<Item, void, undefined>;
}

/** One request as a program gives it, and what HTTP adds. */
export interface SentCall {
  readonly operation: OperationEntry;
  readonly request: object;
  readonly options: CallOptions;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a call, again if need be. @throws FinehookError */
export type Send = <Body>(sent: SentCall) => Promise<Answer<Body>>;

export function call<Input extends Optional<object>, Body>(
  send: Send,
  operation: OperationEntry,
): Call<Input, Body> {
  const answer = (...[request = {}, options = {}]: Input) => send<Body>({ operation, request, options });
  return Object.assign(async (...input: Input) => (await answer(...input)).body, { answer });
}

export function read<Input extends Optional<object>, Body>(
  send: Send,
  operation: OperationEntry,
): Read<Input, Body> {
  return Object.assign(call<Input, Body>(send, operation), {
    async ifChanged(etag: string, ...[request = {}, options = {}]: Input) {
      const headers = { 'if-none-match': etag };
      const answer = await send<Body>({ operation, request, options, headers });
      return answer.status === 304 ? undefined : answer;
    },
  });
}

export function list<Input extends Optional<object>, Body extends Page<Item>, Item>(
  send: Send,
  operation: OperationEntry,
): List<Input, Body, Item> {
  return Object.assign(read<Input, Body>(send, operation), {
    async *all(...[request = {}, options = {}]: Input) {
      let next: object | undefined = request;
      while (next !== undefined) {
        const { body }: Answer<Body> = await send<Body>({ operation, request: next, options });
        yield* body.items;
        next = body.nextCursor === null ? undefined : { ...request, cursor: body.nextCursor };
      }
    },
  });
}
