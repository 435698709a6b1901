/** Where an example happens: the ids of company and project are the platform's own. */
export interface Place {
  readonly companyId: string;
  readonly projectId: string;
}

export type Thing = Readonly<Record<string, unknown>>;

const createdAt = '2026-01-05T08:00:00.000Z';
const updatedAt = '2026-01-09T14:05:12.345Z';

const ada = { id: 'user-ada', uid: 'b1f0ada1', firstName: 'Ada', lastName: 'Lee', fullName: 'Ada Lee' };
const ben = { id: 'user-ben', uid: 'b1f0be22', firstName: 'Ben', lastName: 'Okoro', fullName: 'Ben Okoro' };
const launch = { id: 'tag-launch', uid: '7a90c1d0', title: 'Launch', color: '#4a9fff' };
const urgent = { id: 'tag-urgent', uid: '7a90c1d1', title: 'Urgent', color: '#ff4a4a' };
const budget = { id: 'field-budget', uid: '5c1e0b00', name: 'Budget', type: 'CURRENCY', currency: 'EUR' };

/** What the examples tell of: a task of a web site's relaunch, and what is around it. */
export function exampleThings({ companyId, projectId }: Place) {
  const company = { id: companyId, uid: 'c0a1b2c3', slug: 'acme', name: 'Acme' };
  const project = {
    id: projectId,
    uid: 'd3e4f5a6',
    slug: 'website-relaunch',
    name: 'Website relaunch',
    company,
  };
  const doing = { id: 'list-doing', uid: '1157d014', title: 'Doing', position: 131_070, project };
  const review = { id: 'list-review', uid: '11573e71', title: 'Review', position: 196_605, project };
  const task = {
    id: 'task-481',
    uid: '7a5c0481',
    title: 'Publish the pricing page',
    html: '<p>Three plans, prices per month.</p>',
    text: 'Three plans, prices per month.',
    position: 65_535,
    archived: false,
    done: false,
    startedAt: '2026-01-05T08:00:00.000Z',
    duedAt: '2026-01-12T16:00:00.000Z',
    timezone: 'Europe/Berlin',
    createdAt,
    updatedAt,
    createdById: ada.id,
    todoListId: doing.id,
    customFields: [{ ...budget, value: 1200 }],
    users: [ada],
    tags: [launch],
    todoList: doing,
  };
  const checklist = {
    id: 'checklist-7',
    uid: 'c4ec0007',
    title: 'Before launch',
    createdAt,
    updatedAt,
    todo: task,
  };
  const item = {
    id: 'item-31',
    uid: '17e30031',
    title: 'Proofread the footnotes',
    position: 65_535,
    done: false,
    duedAt: '2026-01-10T16:00:00.000Z',
    createdAt,
    updatedAt,
    users: [ada],
    checklist,
  };
  const comment = {
    id: 'comment-902',
    uid: 'c0330902',
    text: 'Legal has approved the footnotes.',
    createdAt,
    updatedAt,
    user: ada,
    todo: task,
  };
  const tag = { ...launch, createdAt, updatedAt, project };
  const field = { ...budget, position: 65_535, createdAt, updatedAt, project };
  return { ada, ben, launch, urgent, budget, doing, review, task, checklist, item, comment, tag, field };
}

export type ExampleThings = ReturnType<typeof exampleThings>;
