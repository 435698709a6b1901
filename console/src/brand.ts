import { useQuery } from '@tanstack/react-query';

/** How the console presents itself: whose it is. */
export interface Brand {
  readonly name: string;
  /** URL of an image. */
  readonly logo: string | null;
  /** `#rrggbb` */
  readonly color: string | null;
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function brandOf(config: unknown): Brand {
  const { name, logo, color }: Record<string, unknown> =
    typeof config === 'object' && config !== null ? { ...config } : {};
  return { name: textOrNull(name) ?? 'Webhooks', logo: textOrNull(logo), color: textOrNull(color) };
}

/** What the stack says of it, in `/config.json`. */
export function useBrand(): Brand {
  const { data } = useQuery({
    queryKey: ['brand'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch('/config.json', { signal });
      const config: unknown = await response.json();
      return brandOf(config);
    },
  });
  return data ?? brandOf(undefined);
}
