/**
 * Time limits of an SDK client. Without them it waits for ever; without `throwOnRequestTimeout` it only warns when an
 * answer does not come (https://github.com/smithy-lang/smithy-typescript/blob/main/packages/types/src/http/httpHandlerInitialization.ts).
 * @param requestTimeout milliseconds for one try's answer to begin
 * @param connectionTimeout milliseconds
 */
export function settingsWithin(requestTimeout: number, connectionTimeout = 2_000) {
  return { requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true } };
}

/**
 * Settings of every SDK client: AWS answers within a second or two, and a hung connection must not use up the time of
 * its function.
 */
export const sdkSettings = settingsWithin(5_000);

/**
 * Of the client that waits while the prober calls a receiver: longer than its longest call (`prober/probe.ts`), shorter
 * than the api function lives. One try: a health check sent twice looks like two to the receiver.
 */
export const proberSettings = { ...settingsWithin(28_000), maxAttempts: 1 };
