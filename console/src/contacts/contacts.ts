import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Contact } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';
import { useRedraw } from '../ui/drawn.ts';

const refreshMs = 5_000;

/** The addresses that are told when webhooks of a company fail, oldest first. */
export function useContacts(companyId: string): UseQueryResult<readonly Contact[]> {
  const client = useClient();
  return useQuery({
    queryKey: ['contacts', companyId],
    refetchInterval: refreshMs,
    queryFn: async ({ signal }) => (await client.listContacts({ companyId }, { signal })).items,
  });
}

/** Enters an address; entered again before it is confirmed, it is asked again. */
export function useAddContact(
  companyId: string,
  onDone: (contact: Contact) => void,
): UseMutationResult<Contact, Error, string> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => client.createContact({ body: { companyId, email } }),
    onSuccess(contact) {
      void queries.invalidateQueries({ queryKey: ['contacts', companyId] });
      onDone(contact);
    },
  });
}

export function useDeleteContact(
  { id, companyId }: Contact,
  onDone: () => void,
): UseMutationResult<void, Error, void> {
  const client = useClient();
  const redraw = useRedraw();
  return useMutation({
    mutationFn: async () => client.deleteContact({ id }),
    async onSuccess() {
      await redraw(['contacts', companyId]);
      onDone();
    },
  });
}
