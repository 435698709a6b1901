import { useMemo } from 'react';
import { createClient, type FinehookClient } from '../../../client/api/client.ts';
import { parseExactJson } from '../../../event-contract/exact-json.ts';
import { useClient } from '../session/session.tsx';
import { tokenStore } from '../session/token-store.ts';

/** Reads events with every number as its producer wrote it: what is shown, and posted again, is what was sent. */
export function useExactClient(): FinehookClient {
  const client = useClient();
  return useMemo(() => {
    void client;
    const apiKey = tokenStore.read() ?? undefined;
    return createClient({
      baseUrl: window.location.origin,
      apiKey,
      maxTries: 5,
      parseJson: text => parseExactJson(text),
    });
  }, [client]);
}
