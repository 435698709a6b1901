import { useQuery } from '@tanstack/react-query';
import { useSession } from './session.tsx';

/** The companies that whoever is here may look at, by id. With a key for all companies, those that have a name. */
export function useCompanyIds(): readonly string[] {
  const { session, client } = useSession();
  const isForAll = session.companies.includes('*');
  const { data } = useQuery({
    queryKey: ['directory', 'companies'],
    enabled: isForAll,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const entries = client.listDirectory.all({ kind: 'company', limit: 100 }, { signal });
      return (await Array.fromAsync(entries)).map(({ companyId }) => companyId);
    },
  });
  return isForAll ? (data ?? []) : session.companies;
}
