import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { CreatedKey, Key, KeyInput } from '../../../client/api/client.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { useRedraw } from '../ui/drawn.ts';

const queryKey = ['keys'];
const refreshMs = 5_000;

/** The API keys that whoever is here may see, newest first; not asked for without the right to. */
export function useKeys(): UseQueryResult<readonly Key[]> {
  const client = useClient();
  const whyNot = useWhyNot('keys:read');
  return useQuery({
    queryKey,
    enabled: whyNot === undefined,
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => Array.fromAsync(client.listKeys.all({ limit: 100 }, { signal })),
  });
}

export function useCreateKey(
  onMade: (key: CreatedKey) => void,
): UseMutationResult<CreatedKey, Error, KeyInput> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: KeyInput) => client.createKey({ body }),
    onSuccess(key) {
      void queries.invalidateQueries({ queryKey });
      onMade(key);
    },
  });
}

export function useRotateKey(
  id: string,
  onMade: (key: CreatedKey) => void,
): UseMutationResult<CreatedKey, Error, number> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (overlapHours: number) => client.rotateKey({ id, body: { overlapHours } }),
    onSuccess(key) {
      void queries.invalidateQueries({ queryKey });
      onMade(key);
    },
  });
}

export function useRevokeKey(id: string, onDone: () => void): UseMutationResult<void, Error, void> {
  const client = useClient();
  const redraw = useRedraw();
  return useMutation({
    mutationFn: async () => client.deleteKey({ id }),
    async onSuccess() {
      await redraw(queryKey);
      onDone();
    },
  });
}
