/**
 * Settings of every SDK client: AWS answers within a second or two, and a hung connection must not use up the time of
 * its function. (Without them the SDK waits for ever.)
 */
export const sdkSettings = { requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } };
