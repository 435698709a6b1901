import type { Finehook } from '../../support/finehook.ts';

/** So many a company owns at the end; they are made in turn, so that each company's number grows all the time. */
const webhooksPerCompany = 50;
/** Made before, and not measured. */
const warmUps = 50;

export interface MadeWebhook {
  readonly id: string;
  readonly companyId: string;
  readonly projectId: string;
}

export interface Creations {
  readonly webhooks: readonly MadeWebhook[];
  /** Of each creation, in order: milliseconds until its answer. */
  readonly ms: readonly number[];
  /** CPU milliseconds that the local run had used after each. */
  readonly cpuMs: readonly number[];
}

/** Makes webhooks over the API, one after the other, each for a project of its own. */
export async function createWebhooks(
  finehook: Finehook,
  count: number,
  url: string,
  cpuNow: () => number,
): Promise<Creations> {
  const companies = Math.ceil(count / webhooksPerCompany);
  const webhooks: MadeWebhook[] = [];
  const ms: number[] = [];
  const cpuMs: number[] = [];
  for (let n = -warmUps; n < count; n++) {
    const companyId = `company-${Math.abs(n) % companies}`;
    const projectId = `project-${n}`;
    const startMs = performance.now();
    const { status, body } = await finehook.api('POST', '/v1/webhooks', {
      name: `webhook ${n}`,
      url,
      filter: {
        anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId, projectIds: [projectId] }] }],
      },
    });
    const tookMs = performance.now() - startMs;
    if (status !== 201 || body.rule !== 'live') throw new Error(`webhook ${n}: ${status} ${body.rule}`);
    if (n < 0) continue;
    ms.push(tookMs);
    cpuMs.push(cpuNow());
    webhooks.push({ id: body.id, companyId, projectId });
    if (n % 1000 === 999) console.log(`  ${n + 1} webhooks`);
  }
  return { webhooks, ms, cpuMs };
}
