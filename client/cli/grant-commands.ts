import type { Command } from './command.ts';
import { oneOf, optional, required, word } from './options.ts';
import { table } from './output.ts';
import { collect, cursorOption, limitOption } from './pages.ts';

const id = word('grantId', 'id of a grant');
const companyOption = required('company', 'ID', 'whose grants they are');
const directionOption = optional(
  'direction',
  'WHICH',
  'given (default), or received from others',
  oneOf(['given', 'received']),
);
const ofOption = required('company', 'ID', 'whose events they are');
const toOption = required('to', 'ID', 'the company whose webhooks may listen to them');

export const grantCommands: readonly Command[] = [
  {
    name: 'grants list',
    summary: 'What a company has granted to others, or others to it, newest first.',
    options: [companyOption, directionOption, limitOption, cursorOption],
    examples: ['grants list --company acme', 'grants list --company acme --direction received'],
    async run({ values, output, api }) {
      const client = await api();
      const which = { companyId: values.get(companyOption), direction: values.get(directionOption) };
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.listGrants({ ...which, ...page }), extent);
      output.result(found, () =>
        table(
          ['id', 'company', 'to', 'created', 'by'],
          found.items.map(({ id, companyId, toCompanyId, createdAt, createdBy }) => [
            id,
            companyId,
            toCompanyId,
            createdAt,
            createdBy,
          ]),
        ),
      );
      output.more(found);
      return 0;
    },
  },
  {
    name: 'grants create',
    summary: 'Let the webhooks of another company listen to the events of yours.',
    options: [ofOption, toOption],
    examples: ['grants create --company acme --to globex'],
    async run({ values, output, api }) {
      const body = { companyId: values.get(ofOption), toCompanyId: values.get(toOption) };
      const grant = await (await api()).createGrant({ body });
      output.result(grant, () => [
        `${grant.id}: webhooks of ${grant.toCompanyId} may listen to ${grant.companyId}`,
      ]);
      return 0;
    },
  },
  {
    name: 'grants delete',
    summary: 'Take a grant back: within a minute no event reaches the webhooks that it was for.',
    words: [id],
    examples: ['grants delete grt_01'],
    async run({ values, output, api }) {
      const grantId = values.get(id);
      await (await api()).deleteGrant({ id: grantId });
      output.result({ deleted: grantId }, () => [`deleted ${grantId}`]);
      return 0;
    },
  },
];
