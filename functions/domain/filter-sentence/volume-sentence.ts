import { defaultNouns } from '../nouns.ts';
import type { PortalLanguage } from '../portal.ts';
import { speechIn } from './speeches.ts';

const daysInWeek = 7;

/** Two digits say how many without seeming exact. */
function rounded(count: number): number {
  return count < 100 ? Math.round(count) : Number(count.toPrecision(2));
}

/**
 * How often events come, for people: "about 12 a day", "about 3 a week", "none in the last 7 days".
 * @param perDay of the last 7 days, on average
 * @throws RangeError for what is no count
 */
export function volumeSentence(perDay: number, language: PortalLanguage): string {
  if (!(perDay >= 0) || perDay === Number.POSITIVE_INFINITY) throw new RangeError(`${perDay} is no count`);
  // It tells of events alone.
  const speech = speechIn(language, defaultNouns);
  if (perDay === 0) return speech.volume(0, 'day');
  const perWeek = Math.round(perDay * daysInWeek);
  if (perWeek === 0) return speech.rarely;
  return perWeek < daysInWeek
    ? speech.volume(perWeek, 'week')
    : speech.volume(Math.max(1, rounded(perDay)), 'day');
}
