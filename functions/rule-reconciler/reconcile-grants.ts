import { grantId, grantingCompanies } from '../domain/grant.ts';
import type { GrantRound, GrantStore } from '../domain/grant-ports.ts';
import type { Webhook } from '../domain/webhook.ts';
import { followGrantsOf, type GrantDeps } from './follow-grants.ts';

/** Webhooks that are compared by one read: DynamoDB gives a hundred items at once, and most name one other company. */
const groupSize = 100;
/** What is left of the invocation when the round stops: half of its time is the rules'. */
const rulesReserveMs = 60_000;

export interface GrantRoundDeps extends GrantDeps {
  readonly grants: Pick<GrantStore, 'missing' | 'given'>;
  readonly round: GrantRound;
  /** What is left of this invocation. */
  readonly remainingMs: () => number;
}

/**
 * Grants that changed while nobody heard of it. What the list of webhooks says is compared with the grants, a hundred webhooks at a
 * time; only those that differ are read for certain and changed. A round that has no time left goes on in the next run.
 * @returns how many webhooks were not done
 */
export async function reconcileGrants(deps: GrantRoundDeps, webhooks: Iterable<Webhook>): Promise<number> {
  const shared = [...webhooks].filter(webhook => grantingCompanies(webhook).length > 0);
  if (shared.length === 0) return 0;
  const lastId = await deps.round.lastId();
  const left = startingAfter(lastId, shared);
  let failed = 0;
  for (let done = 0; done < left.length; done += groupSize) {
    const group = left.slice(done, done + groupSize);
    const undone = await followGroup(group);
    if (undone === undefined) continue;
    const stoppedAt = done + group.indexOf(undone);
    const last = left[stoppedAt - 1];
    if (last !== undefined) await deps.round.stopAfter(last.id);
    return failed + left.length - stoppedAt;
  }
  if (lastId !== undefined) await deps.round.end();
  return failed;

  /** @returns the first webhook for which there was no time */
  async function followGroup(group: readonly Webhook[]): Promise<Webhook | undefined> {
    if (isOver()) return group[0];
    let differing: ReadonlySet<Webhook>;
    try {
      differing = await differingFrom(deps, group);
    } catch (error) {
      failed += group.length;
      deps.log.error('grants not compared', { webhookIds: group.map(({ id }) => id), error });
      return undefined;
    }
    for (const webhook of differing) {
      if (isOver()) return webhook;
      try {
        await followGrantsOf(deps, webhook.id);
      } catch (error) {
        failed++;
        deps.log.error('grants not followed', { webhookId: webhook.id, error });
      }
    }
    return undefined;
  }

  function isOver(): boolean {
    return deps.remainingMs() < rulesReserveMs;
  }
}

/** In the order of their ids, from the one after `lastId` on, around to it. */
function startingAfter(lastId = '', webhooks: readonly Webhook[]): Webhook[] {
  const sorted = webhooks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const isLater = ({ id }: Webhook) => id > lastId;
  return [...sorted.filter(isLater), ...sorted.filter(webhook => !isLater(webhook))];
}

/** Those, in order, that listen to less or more than they may. */
async function differingFrom(
  { grants }: Pick<GrantRoundDeps, 'grants'>,
  group: readonly Webhook[],
): Promise<ReadonlySet<Webhook>> {
  const idOf =
    ({ ownerCompanyId }: Webhook) =>
    (companyId: string) =>
      grantId(companyId, ownerCompanyId);
  const given = await grants.given(group.flatMap(webhook => grantingCompanies(webhook).map(idOf(webhook))));
  const isRight = (webhook: Webhook) => {
    const missing = grantingCompanies(webhook).filter(companyId => !given.has(idOf(webhook)(companyId)));
    return missing.join() === (webhook.noAccessTo ?? []).join();
  };
  return new Set(group.filter(webhook => !isRight(webhook)));
}
