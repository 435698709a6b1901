/** Who and what the sample events are about, as the product would tell it to the directory of names. */
export interface SampleCompany {
  readonly id: string;
  readonly name: string;
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export const sampleCompanies: readonly [SampleCompany, SampleCompany] = [
  {
    id: 'acme',
    name: 'Acme',
    projects: [
      { id: 'website', name: 'Website' },
      { id: 'app', name: 'Mobile app' },
      { id: 'office', name: 'Office move' },
    ],
    people: [
      { id: 'user-ada', name: 'Ada Lee' },
      { id: 'user-boris', name: 'Борис Иванов' },
      { id: 'user-chen', name: 'Chen Wei' },
    ],
  },
  {
    id: 'globex',
    name: 'Globex',
    projects: [
      { id: 'launch', name: 'Product launch' },
      { id: 'support', name: 'Support desk' },
    ],
    people: [
      { id: 'user-dana', name: 'Dana Ortiz' },
      { id: 'user-emil', name: 'Emil Berg' },
    ],
  },
];

/** The columns of every sample project, in the order in which records go through them. */
export const sampleLists = [
  { id: 'list-todo', name: 'To do' },
  { id: 'list-doing', name: 'In progress' },
  { id: 'list-review', name: 'Review' },
  { id: 'list-done', name: 'Done' },
] as const;

export const sampleTitles = [
  'Publish the pricing page',
  'Call the printer about the invoice',
  'Fix the login on old phones',
  'Invite the beta testers',
  'Write the release notes',
  'Order new chairs',
  'Answer the press',
] as const;

/** `PUT /v1/directory` */
export function sampleDirectory(): readonly Readonly<Record<'companyId' | 'kind' | 'id' | 'name', string>>[] {
  return sampleCompanies.flatMap(({ id: companyId, name, projects, people }) => [
    { companyId, kind: 'company', id: companyId, name },
    ...projects.map(project => ({ companyId, kind: 'project', ...project })),
    ...people.map(person => ({ companyId, kind: 'person', ...person })),
    ...sampleLists.map(list => ({ companyId, kind: 'list', ...list })),
  ]);
}
