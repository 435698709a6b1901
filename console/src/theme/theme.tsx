import { useEffect, useState } from 'react';
import { formatColor, parseColor, readableOn, textOn } from './contrast.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What somebody has chosen, in this browser. */
const chosenName = 'finehook.theme';

const isTheme = (text: unknown): text is Theme => themes.some(theme => theme === text);

export function useTheme(): { readonly theme: Theme; choose(theme: Theme): void } {
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = localStorage.getItem(chosenName);
    return isTheme(chosen) ? chosen : 'system';
  });
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return {
    theme,
    choose(chosen) {
      localStorage.setItem(chosenName, chosen);
      setTheme(chosen);
    },
  };
}

/** The darkest and the lightest ground that text of the colour stands on: styles/tokens.css. */
const grounds = { light: [240, 242, 247], dark: [34, 39, 51] } as const;

/** Gives the console the colour of whoever embeds it, where it can be read. */
export function useBrandColor(color: string | null | undefined): void {
  useEffect(() => {
    const rgb = parseColor(color ?? '');
    if (rgb === undefined) return;
    const { style } = document.documentElement;
    style.setProperty('--brand', formatColor(rgb));
    style.setProperty('--on-brand', formatColor(textOn(rgb)));
    style.setProperty('--brand-text-light', formatColor(readableOn(grounds.light, rgb)));
    style.setProperty('--brand-text-dark', formatColor(readableOn(grounds.dark, rgb)));
  }, [color]);
}
