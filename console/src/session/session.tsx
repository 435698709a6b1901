import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import {
  createClient,
  type FinehookClient,
  FinehookError,
  type Session,
} from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import { type LinkExchange, linkStore, takeLinkToken, tokenStore } from './token-store.ts';

export type Scope = Session['scopes'][number];

interface SignedIn {
  readonly session: Session;
  readonly client: FinehookClient;
  /** Ends the session here and, of a portal link, at the service. */
  signOut(): void;
}

export type SignInState =
  | { readonly kind: 'checking' }
  /** `failure` says why somebody who was, or wanted to be, signed in is not. */
  | {
      readonly kind: 'out';
      readonly failure?: 'link-used' | 'ended' | 'key-refused' | 'no-answer' | 'not-ended';
    }
  | { readonly kind: 'in'; readonly session: Session; readonly client: FinehookClient };

const Context = createContext<SignedIn | undefined>(undefined);

const clientWith = (apiKey: string | undefined): FinehookClient =>
  createClient({ baseUrl: window.location.origin, apiKey, maxTries: 5 });

async function enter(link: LinkExchange | undefined): Promise<SignInState> {
  if (link !== undefined) {
    const { idempotencyKey, token: linkToken } = link;
    const { token, session } = await clientWith(undefined).createSession({
      body: { token: linkToken },
      idempotencyKey,
    });
    tokenStore.keep(token);
    linkStore.drop();
    return { kind: 'in', session, client: clientWith(token) };
  }
  const token = tokenStore.read();
  if (token === null) return { kind: 'out' };
  const client = clientWith(token);
  return { kind: 'in', session: await client.getSession(), client };
}

function failureOf(error: unknown, refused: 'link-used' | 'ended' | 'key-refused'): SignInState {
  const isRefused = error instanceof FinehookError && error.status >= 400 && error.status < 500;
  if (isRefused) {
    tokenStore.drop();
    linkStore.drop();
  }
  return { kind: 'out', failure: isRefused ? refused : 'no-answer' };
}

interface SignIn {
  readonly state: SignInState;
  withKey(key: string): Promise<void>;
  end(failure?: 'ended'): void;
  /** Of a session that has been left here: the service does not know of it. */
  noteNotEnded(): void;
}

/** Who is here: by a portal link in the address, by what this tab has kept, or by a key that is entered. */
export function useSignIn(): SignIn {
  const [state, setState] = useState<SignInState>({ kind: 'checking' });
  const { suggest } = useLanguage();
  const queries = useQueryClient();
  const began = useRef(false);
  useEffect(() => {
    // A link works once: a second run of this effect would find it used.
    if (began.current) return;
    began.current = true;
    const linkToken = takeLinkToken(window.location, window.history);
    if (linkToken !== undefined) {
      linkStore.keep({ token: linkToken, idempotencyKey: crypto.randomUUID() });
    }
    const link = linkStore.read();
    enter(link).then(
      entered => {
        if (entered.kind === 'in' && entered.session.portal !== null)
          suggest(entered.session.portal.language);
        setState(entered);
      },
      error => setState(failureOf(error, link === undefined ? 'ended' : 'link-used')),
    );
  }, [suggest]);
  return {
    state,
    async withKey(key) {
      tokenStore.keep(key);
      setState(await enter(undefined).catch(error => failureOf(error, 'key-refused')));
    },
    end(failure) {
      tokenStore.drop();
      queries.clear();
      setState({ kind: 'out', ...(failure !== undefined && { failure }) });
    },
    noteNotEnded() {
      setState(now => (now.kind === 'out' ? { kind: 'out', failure: 'not-ended' } : now));
    },
  };
}

interface SessionProviderProps {
  readonly state: Extract<SignInState, { kind: 'in' }>;
  readonly end: SignIn['end'];
  readonly noteNotEnded: SignIn['noteNotEnded'];
  readonly children: ReactNode;
}

export function SessionProvider({
  state: { session, client },
  end,
  noteNotEnded,
  children,
}: SessionProviderProps) {
  const value = useMemo<SignedIn>(
    () => ({
      session,
      client,
      signOut() {
        end();
        if (session.portal !== null)
          client.deleteSession().catch(error => {
            if (!(error instanceof FinehookError && error.status === 401)) noteNotEnded();
          });
      },
    }),
    [session, client, end, noteNotEnded],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SignedIn {
  const signedIn = useContext(Context);
  if (signedIn === undefined) throw new Error('useSession is called outside of SessionProvider');
  return signedIn;
}

export function useClient(): FinehookClient {
  return useSession().client;
}
