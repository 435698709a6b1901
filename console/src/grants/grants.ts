import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Grant } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';
import { useRedraw } from '../ui/drawn.ts';

const refreshMs = 5_000;

export type Direction = 'given' | 'received';

/** What a company lets others listen to, or others let it, newest first. */
export function useGrants(companyId: string, direction: Direction): UseQueryResult<readonly Grant[]> {
  const client = useClient();
  return useQuery({
    queryKey: ['grants', companyId, direction],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) =>
      Array.fromAsync(client.listGrants.all({ companyId, direction, limit: 100 }, { signal })),
  });
}

export function useGiveGrant(companyId: string, onDone: () => void): UseMutationResult<Grant, Error, string> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (toCompanyId: string) => client.createGrant({ body: { companyId, toCompanyId } }),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['grants'] });
      onDone();
    },
  });
}

export function useTakeGrantBack(id: string, onDone: () => void): UseMutationResult<void, Error, void> {
  const client = useClient();
  const redraw = useRedraw();
  return useMutation({
    mutationFn: async () => client.deleteGrant({ id }),
    async onSuccess() {
      await redraw(['grants']);
      onDone();
    },
  });
}
