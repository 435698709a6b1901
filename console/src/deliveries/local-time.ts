const two = (number: number): string => String(number).padStart(2, '0');

/**
 * What an input of the type `datetime-local` holds: https://html.spec.whatwg.org/multipage/input.html#local-date-and-time-state-(type=datetime-local)
 * @param time RFC 3339; an empty text stays one
 * @returns date and time to the minute, in the zone of whoever looks
 */
export function localInputOf(time: string): string {
  if (time === '') return '';
  const at = new Date(time);
  const date = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join(
    '-',
  );
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The same the other way round. @returns RFC 3339, UTC; empty for what is no date and time */
export function timeOfInput(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
