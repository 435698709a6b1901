import { useEffect, useState } from 'react';
import type { Nouns } from './language/nouns.ts';
import { readNouns } from './language/read-nouns.ts';

/** How the console presents itself: whose it is. */
export interface Brand {
  readonly name: string;
  /** URL of an image. */
  readonly logo: string | null;
  /** `#rrggbb` */
  readonly color: string | null;
  readonly nouns: Nouns;
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function brandOf(config: unknown): Brand {
  const { name, logo, color, nouns }: Record<string, unknown> =
    typeof config === 'object' && config !== null ? { ...config } : {};
  return {
    name: textOrNull(name) ?? 'Webhooks',
    logo: textOrNull(logo),
    color: textOrNull(color),
    nouns: readNouns(nouns),
  };
}

async function readConfig(): Promise<unknown> {
  const response = await fetch('/config.json');
  return await response.json();
}

/** What the stack says of it, in `/config.json`. @returns undefined until that is known: no other words are shown before */
export function useBrand(): Brand | undefined {
  const [brand, setBrand] = useState<Brand>();
  useEffect(() => {
    readConfig().then(
      config => setBrand(brandOf(config)),
      () => setBrand(brandOf(undefined)),
    );
  }, []);
  return brand;
}
