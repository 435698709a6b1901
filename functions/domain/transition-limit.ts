/** Webhooks that became failing or disabled lately, by id: when, milliseconds since 1970. */
export type RecentTransitions = Readonly<Record<string, number>>;

const windowMs = 300_000;
const share = 0.01;

/**
 * Whether one more webhook may become failing or disabled: at most `limit`, or 1 % of all if that is more, within five
 * minutes. More at once is taken for a fault of ours.
 * @returns what to remember when it may, else `undefined`
 */
export function admitTransition(
  recent: RecentTransitions,
  webhookId: string,
  nowMs: number,
  { limit, webhooks }: { readonly limit: number; readonly webhooks: number },
): RecentTransitions | undefined {
  const inWindow = Object.entries(recent).filter(([, atMs]) => nowMs - atMs < windowMs);
  const others = inWindow.filter(([id]) => id !== webhookId);
  if (others.length >= Math.max(limit, Math.floor(webhooks * share))) return undefined;
  return { ...Object.fromEntries(others), [webhookId]: nowMs };
}
