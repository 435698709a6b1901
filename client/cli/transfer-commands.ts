import { writeFile } from 'node:fs/promises';
import { FinehookError, type Webhook, type WebhookInput, type WebhookPatch } from '../api/client.ts';
import { messageOf, UsageError } from '../local-run.ts';
import type { Api } from './api.ts';
import type { Command, Work } from './command.ts';
import { planImport, type Step } from './import-plan.ts';
import { bodyOf, readObject } from './input.ts';
import { flag, optional, required } from './options.ts';
import { table } from './output.ts';
import { collect } from './pages.ts';
import { companiesOf, readTransferFile, setupOf, type TransferFile } from './transfer-file.ts';

const companyOption = optional('company', 'ID', 'only webhooks that listen to this company');
const toOption = optional('file', 'FILE', 'where to (default: standard output)');
const fromOption = required('file', 'FILE', 'of an export; "-" for standard input');
const yesOption = flag('yes', 'do it; without it the plan is shown and nothing is changed');

async function allWebhooks(api: Api): Promise<Webhook[]> {
  const extent = { limit: Number.POSITIVE_INFINITY, cursor: undefined };
  return (await collect(page => api.listWebhooks(page), extent)).items;
}

/** A step that was taken. */
type Done = Pick<Step, 'kind'> & {
  readonly name: string;
  readonly id?: string;
  /** Of a new webhook. */
  readonly secret?: string;
  /** Why it was not. */
  readonly failed?: string;
};

const changedMeanwhile = 'it was changed after the plan was made: import again';

/** What somebody else has changed since the plan was made stays. @returns why nothing was changed */
async function update(api: Api, step: Extract<Step, { kind: 'update' }>): Promise<string | undefined> {
  const { id, patch, updatedAt } = step;
  const { body, etag } = await api.getWebhook.answer({ id });
  if (body.updatedAt !== updatedAt) return changedMeanwhile;
  try {
    await api.updateWebhook({ id, ifMatch: etag, body: bodyOf<WebhookPatch>(patch) });
    return undefined;
  } catch (error) {
    if (error instanceof FinehookError && error.code === 'precondition-failed') return changedMeanwhile;
    throw error;
  }
}

async function take(api: Api, step: Step): Promise<Done> {
  const { kind, setup } = step;
  const { name } = setup;
  if (kind === 'unchanged') return { kind, name, id: step.id };
  try {
    if (kind === 'update') {
      const failed = await update(api, step);
      return { kind, name, id: step.id, ...(failed === undefined ? {} : { failed }) };
    }
    const { id, secret } = await api.createWebhook({ body: bodyOf<WebhookInput>({ ...setup }) });
    return { kind, name, id, secret };
  } catch (error) {
    if (!(error instanceof FinehookError)) throw error;
    const faults = error.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`);
    return { kind, name, failed: [error.detail, ...faults].join(' ') };
  }
}

function showPlan({ output }: Work, steps: readonly Step[]): void {
  const plan = steps.map(step => ({
    kind: step.kind,
    name: step.setup.name,
    companies: companiesOf(step.setup),
    ...(step.kind === 'create' ? {} : { id: step.id }),
    ...(step.kind === 'update' ? { changes: Object.keys(step.patch) } : {}),
  }));
  output.result({ applied: false, steps: plan }, () =>
    table(
      ['step', 'name', 'companies', 'id', 'changes'],
      plan.map(({ kind, name, companies, id, changes }) => [
        kind,
        name,
        companies.join(','),
        id,
        changes?.join(','),
      ]),
    ),
  );
  if (steps.some(({ kind }) => kind !== 'unchanged')) output.note('Nothing is changed yet: --yes does it.');
}

async function apply({ output }: Work, api: Api, steps: readonly Step[]): Promise<number> {
  const done: Done[] = [];
  for (const step of steps) {
    done.push(await take(api, step));
    output.note(`${done.length} of ${steps.length}: ${step.kind} "${step.setup.name}"`);
  }
  output.result({ applied: true, steps: done }, () =>
    table(
      ['step', 'name', 'id', 'secret', 'failed'],
      done.map(({ kind, name, id, secret, failed }) => [kind, name, id, secret, failed]),
    ),
  );
  if (done.some(({ secret }) => secret !== undefined)) output.note('Secrets are shown this once.');
  return done.some(({ failed }) => failed !== undefined) ? 1 : 0;
}

export const transferCommands: readonly Command[] = [
  {
    name: 'export',
    summary: 'Write webhooks into a JSON file: name, URL, filter, format, template and options.',
    notes: [
      'Not in it: secrets, headers and auth, which cannot be read, the status, and what happened. A file that is there is replaced.',
    ],
    options: [companyOption, toOption],
    examples: ['export --file webhooks.json', 'export --company acme'],
    async run({ values, output, api, world }) {
      const company = values.get(companyOption);
      const webhooks = (await allWebhooks(await api())).filter(
        webhook => company === undefined || companiesOf(webhook).includes(company),
      );
      const file: TransferFile = { version: 1, webhooks: webhooks.map(setupOf) };
      const text = JSON.stringify(file, null, 2);
      const path = values.get(toOption);
      if (path === undefined) world.out(text);
      else {
        await written(path, `${text}\n`);
        output.result({ file: path, webhooks: webhooks.length }, () => [
          `${webhooks.length} webhooks are in ${path}`,
        ]);
      }
      const bare = webhooks.filter(
        ({ headerNames, authType }) => headerNames.length > 0 || authType !== null,
      );
      for (const { id, name } of bare)
        output.note(`${id} "${name}" has headers or auth: they are not in the file`);
      return 0;
    },
  },
  {
    name: 'import',
    summary: 'Make webhooks as a file of an export says: shows the plan, and with --yes carries it out.',
    notes: [
      'A webhook of the file is one that there is already when it has the same name and listens to the same companies: it is then changed where it differs. Others are created, with secrets of their own, which are shown this once. None is deleted. A webhook that somebody changes between plan and change stays as it is. What fails is told, and the rest goes on.',
    ],
    options: [fromOption, yesOption],
    examples: ['import --file webhooks.json', 'import --file webhooks.json --yes'],
    async run(work) {
      const { values, api, world } = work;
      const wanted = readTransferFile(await readObject(values.get(fromOption), world));
      const client = await api();
      const steps = planImport(wanted, await allWebhooks(client));
      if (values.get(yesOption)) return apply(work, client, steps);
      showPlan(work, steps);
      return 0;
    },
  },
];

async function written(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${messageOf(error)}`);
  }
}
