import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreatedWebhook, Filter, FinehookClient } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';
import type { Purpose } from './draft.ts';
import type { Format } from './send-step.tsx';

interface Creation {
  readonly purpose: Purpose;
  readonly name: string;
  readonly url: string;
  readonly filter: Filter;
  readonly format: Format | undefined;
}

interface Created {
  readonly webhook: CreatedWebhook;
  /** Where its calls go, when its owner has no address. */
  readonly inboxId?: string;
}

async function create(client: FinehookClient, { purpose, format, ...input }: Creation): Promise<Created> {
  if (purpose === 'inbox') {
    // It belongs to the company that the webhook belongs to: the first.
    const companyId = input.filter.anyOf[0]?.companies[0]?.companyId ?? '';
    const inbox = await client.createInbox({ body: { companyId } });
    try {
      return {
        webhook: await client.createWebhook({ body: { ...input, url: inbox.url } }),
        inboxId: inbox.id,
      };
    } catch (error) {
      await deleteUnused(client, inbox.id);
      throw error;
    }
  }
  const body = { ...input, ...(format !== undefined && { format }) };
  return { webhook: await client.createWebhook({ body }) };
}

/** Of an inbox that no webhook has come to: a company may have so many only. What had gone wrong before is what is told. */
async function deleteUnused(client: FinehookClient, id: string): Promise<void> {
  try {
    await client.deleteInbox({ id });
  } catch (error) {
    console.warn(
      'An inbox that nothing is sent to could not be deleted; it ends by itself after 7 days.',
      error,
    );
  }
}

/** Makes the webhook, and an inbox for it if that is what it is for. */
export function useCreation(onCreated: (created: Created) => void) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (creation: Creation) => create(client, creation),
    onSuccess(created) {
      void queries.invalidateQueries({ queryKey: ['webhooks'] });
      onCreated(created);
    },
  });
}
