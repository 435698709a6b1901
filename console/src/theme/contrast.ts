export type Rgb = readonly [red: number, green: number, blue: number];

/** `#0055ff` → 0–255 each. */
export function parseColor(text: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const number = Number.parseInt(digits, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

export const formatColor = (rgb: Rgb): string =>
  `#${rgb.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb
    .map(part => part / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1–21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** White or black: whichever can be read on this colour. */
export const textOn = (rgb: Rgb): Rgb => (contrast(rgb, white) >= contrast(rgb, black) ? white : black);

/** The colour, as far towards black or white as it takes to be read on the background (4.5 : 1). */
export function readableOn(background: Rgb, rgb: Rgb): Rgb {
  const towards = textOn(background);
  for (let share = 0; share < 1; share += 0.05) {
    const mixed: Rgb = [
      rgb[0] + (towards[0] - rgb[0]) * share,
      rgb[1] + (towards[1] - rgb[1]) * share,
      rgb[2] + (towards[2] - rgb[2]) * share,
    ];
    if (contrast(background, mixed) >= 4.5) return mixed;
  }
  return towards;
}
