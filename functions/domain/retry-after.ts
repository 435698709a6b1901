const secondsText = /^\d{1,10}$/;
/** The three forms of RFC 9110 §5.6.7: IMF-fixdate, RFC 850 and asctime. */
const dateText =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;
const isAsctime = /^\w{3} \w{3} /;

/** Longer than this nobody is let rest: the next attempt says whether it still holds. */
export const longestRestMs = 86_400_000;

/**
 * How long a receiver asks not to be called (RFC 9110 §10.2.3), at most a day; `undefined` when it does not, or in a form
 * that is none.
 * @param value of its Retry-After header
 */
export function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (secondsText.test(text)) return Math.min(longestRestMs, Number(text) * 1000);
  if (!dateText.test(text)) return undefined;
  const untilMs = Date.parse(isAsctime.test(text) ? `${text} GMT` : text);
  return Number.isNaN(untilMs) ? undefined : Math.min(longestRestMs, Math.max(0, untilMs - nowMs));
}
