/**
 * A bucket of tokens, filled at a steady rate: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 * @param ratePerSecond tokens that come in a second
 * @param burst tokens that the bucket holds
 * @returns takes a token, if there is one; the time is given in milliseconds of any clock that does not go back
 */
export function createTokenBucket(ratePerSecond: number, burst: number): (nowMs: number) => boolean {
  let tokens = burst;
  let filledMs: number | undefined;
  return nowMs => {
    const passedMs = nowMs - (filledMs ?? nowMs);
    filledMs = nowMs;
    tokens = Math.min(burst, tokens + (passedMs / 1000) * ratePerSecond);
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
