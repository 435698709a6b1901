import type { Ledger, RecordedStatus } from './ledger.ts';
import { type ReceiverKind, receiverKinds } from './receiver-kinds.ts';
import type { SoakEvent } from './soak-events.ts';
import { type SoakWebhook, wants } from './soak-webhooks.ts';

/** How a webhook has ended. */
export interface FinalState {
  readonly status: string;
  readonly statusReason: string | null;
}

/** One line of the ledger: all deliveries to one kind of receiver. */
export interface LedgerLine {
  readonly kind: ReceiverKind;
  webhooks: number;
  expected: number;
  delivered: number;
  held: number;
  /** Five attempts and no success. */
  exhausted: number;
  /** By an answer that ends a delivery at once: 410, 400, 413, 415, 422. */
  refused: number;
  calls: number;
}

export interface VerdictInput {
  readonly ledger: Ledger;
  readonly webhooks: readonly SoakWebhook[];
  readonly finalStates: readonly FinalState[];
  readonly eventOf: (index: number) => SoakEvent;
}

/** Compares what should have been with what was; what is wrong goes into the ledger's violations. */
export function judge({ ledger, webhooks, finalStates, eventOf }: VerdictInput): LedgerLine[] {
  const lines = new Map<ReceiverKind, LedgerLine>();
  const lineOf = (kind: ReceiverKind): LedgerLine => {
    const zero = { webhooks: 0, expected: 0, delivered: 0, held: 0, exhausted: 0, refused: 0, calls: 0 };
    const line = lines.get(kind) ?? { kind, ...zero };
    lines.set(kind, line);
    return line;
  };
  for (const webhook of webhooks) {
    lineOf(webhook.kind).webhooks += 1;
    judgeState(ledger, webhook, finalStates[webhook.index]);
  }
  for (let index = 0; index < ledger.events; index++) {
    const event = eventOf(index);
    for (const webhook of webhooks) {
      const line = lineOf(webhook.kind);
      line.calls += ledger.callsOf(webhook.index, index);
      if (wants(webhook, event)) judgeWanted(ledger, webhook, index, line);
      else judgeUnwanted(ledger, webhook, index);
    }
  }
  return [...lines.values()];
}

/** Whether a webhook stands as one with such a receiver must in the end. */
export function isRightly(kind: ReceiverKind, state: FinalState | undefined): boolean {
  const { ends } = receiverKinds[kind];
  const [status, statusReason] = ends === 'active' ? ['active', null] : ['disabled', ends];
  return state?.status === status && state.statusReason === statusReason;
}

function judgeState(ledger: Ledger, { index, kind }: SoakWebhook, state: FinalState | undefined): void {
  if (isRightly(kind, state)) return;
  const { ends } = receiverKinds[kind];
  const rule =
    ends === 'active' ? 'a webhook is not active that should be' : 'a webhook is not disabled that should be';
  const detail = `${kind}: ${state?.status} (${state?.statusReason})`;
  ledger.violate({ rule, webhook: index, event: undefined, detail });
}

const lawful = (kind: ReceiverKind, record: RecordedStatus): boolean => {
  const also: readonly string[] = receiverKinds[kind].alsoLawful;
  return record === 'delivered' || also.includes(record);
};

function judgeWanted(
  ledger: Ledger,
  { index: webhook, kind }: SoakWebhook,
  event: number,
  line: LedgerLine,
): void {
  line.expected += 1;
  const record = ledger.recordOf(webhook, event);
  const taken = ledger.takenOf(webhook, event);
  const detail = `${kind}: ${record ?? 'no record'}, ${ledger.callsOf(webhook, event)} calls, ${taken} taken`;
  const violate = (rule: string): void => ledger.violate({ rule, webhook, event, detail });
  if (record === undefined) violate('an event is lost');
  else if (record === 'pending') violate('a delivery is still pending');
  else if (!lawful(kind, record)) violate('a delivery has ended as it should not');
  else if (record === 'delivered' && taken === 0) violate('a delivery is called delivered that nobody took');
  if (record === 'delivered') line.delivered += 1;
  if (record === 'held') line.held += 1;
  if (record === 'exhausted') line.exhausted += 1;
  if (record === 'refused' || record === 'gone') line.refused += 1;
}

function judgeUnwanted(ledger: Ledger, { index: webhook, kind }: SoakWebhook, event: number): void {
  const record = ledger.recordOf(webhook, event);
  const calls = ledger.callsOf(webhook, event);
  if (record === undefined && calls === 0) return;
  const detail = `${kind}: ${record ?? 'no record'}, ${calls} calls`;
  ledger.violate({ rule: 'an event came to a webhook that does not want it', webhook, event, detail });
}
