const acme = { companyId: 'acme', projectIds: '*' };

/** Some that work and one whose receiver is down: what their pages look like is half of what there is to see. */
export function sampleWebhooks(receiverUrl: string): readonly Readonly<Record<string, unknown>>[] {
  return [
    {
      name: 'Finished work to the CRM',
      url: `${receiverUrl}/in/crm`,
      filter: { anyOf: [{ eventTypes: ['TODO_DONE_STATUS_UPDATED'], companies: [acme] }] },
    },
    {
      name: 'What goes to review',
      url: `${receiverUrl}/in/review`,
      filter: {
        anyOf: [
          {
            eventTypes: ['TODO_MOVED'],
            companies: [{ companyId: 'acme', projectIds: ['website', 'app'] }],
            conditions: { field: 'todoListId', op: 'became', value: 'list-review' },
          },
          { eventTypes: ['COMMENT_CREATED'], companies: [{ companyId: 'acme', projectIds: ['website'] }] },
        ],
      },
    },
    {
      name: 'Everything of Globex',
      url: `${receiverUrl}/in/globex`,
      filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'globex', projectIds: '*' }] }] },
    },
    {
      name: 'Later due dates, to a server that is down',
      url: `${receiverUrl}/in/down?status=503`,
      filter: {
        anyOf: [
          {
            eventTypes: ['TODO_DUE_DATE_UPDATED'],
            companies: [acme],
            conditions: { field: 'duedAt', op: 'movedLater' },
          },
        ],
      },
    },
  ];
}
