import { type CallSlots, isTurnOver, shortWaitMs, slotsOf, turnAtMs } from '../domain/call-pace.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { WorkerDependencies } from './dependencies.ts';

/** `taken`: the slots of a call that is due within {@link shortWaitMs}. `far`: it waits in the queue, with these. */
export type Turn =
  | { readonly kind: 'taken' | 'far'; readonly slots: CallSlots }
  /** So many calls wait already that there is none for this one. */
  | { readonly kind: 'none' };

type TurnDependencies = Pick<WorkerDependencies, 'permits' | 'companyPace' | 'now'>;

/**
 * A turn among the calls of the webhook and of its owner company, if they have limits. The webhook's own comes first: else its backlog
 * would take slots of the company that it cannot use yet. What waits long for the company's slot takes another one of the webhook
 * then, so that the webhook's calls do not come all at once.
 */
export async function takeTurn(
  { permits, companyPace, now }: TurnDependencies,
  { id, ownerCompanyId, options: { callsPerSecond } }: Webhook,
  message: CallSlots,
): Promise<Turn> {
  const isFar = (slots: CallSlots) => (turnAtMs(slots) ?? 0) - now() > shortWaitMs;
  const inTime = slotsInTime(message, now());
  let slotAtMs = callsPerSecond === undefined ? undefined : inTime.slotAtMs;
  let companySlotAtMs = companyPace.isLimited ? inTime.companySlotAtMs : undefined;
  const held = slotsOf({ slotAtMs, companySlotAtMs });
  if (isFar(held)) return { kind: 'far', slots: held };

  if (callsPerSecond !== undefined && slotAtMs === undefined) {
    slotAtMs = await permits.takeSlot(id, callsPerSecond, now());
    if (slotAtMs === undefined) return { kind: 'none' };
  }
  const slots = slotsOf({ slotAtMs, companySlotAtMs });
  if (isFar(slots)) return { kind: 'far', slots };

  if (!companyPace.isLimited || companySlotAtMs !== undefined) return { kind: 'taken', slots };
  companySlotAtMs = await companyPace.slotFor(ownerCompanyId);
  if (companySlotAtMs === undefined) return { kind: 'none' };
  if (isFar({ companySlotAtMs })) return { kind: 'far', slots: { companySlotAtMs } };
  return { kind: 'taken', slots: { ...slots, companySlotAtMs } };
}

/** A company's slot stays good for as long as the webhook's own keeps its call waiting. */
function slotsInTime(message: CallSlots, nowMs: number): CallSlots {
  const atMs = turnAtMs(message);
  return atMs === undefined || isTurnOver(atMs, nowMs) ? {} : message;
}
