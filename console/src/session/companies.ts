import { useQuery } from '@tanstack/react-query';
import { useSession } from './session.tsx';

/** The companies that whoever is here may look at, by id. A key for all companies sees those that have webhooks. */
export function useCompanyIds(): readonly string[] {
  const { session, client } = useSession();
  const isForAll = session.companies.includes('*');
  const { data } = useQuery({
    queryKey: ['webhooks', 'companies'],
    enabled: isForAll,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const webhooks = await Array.fromAsync(client.listWebhooks.all({ limit: 100 }, { signal }));
      const ids = webhooks.flatMap(({ filter }) =>
        filter.anyOf.flatMap(({ companies }) => companies.map(({ companyId }) => companyId)),
      );
      return [...new Set(ids)].sort();
    },
  });
  return isForAll ? (data ?? []) : session.companies;
}
