import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FinehookError } from '../../client/api/client.ts';
import { useBrand } from './brand.ts';
import { Frame } from './frame.tsx';
import { NounsProvider } from './language/nouns.ts';
import { Pages } from './pages.tsx';
import { SessionProvider, useSignIn } from './session/session.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { useBrandColor } from './theme/theme.tsx';
import { Skeleton } from './ui/loaded.tsx';

export function App() {
  const brand = useBrand();
  const { state, withKey, end, noteNotEnded } = useSignIn();
  const queries = useQueryClient();
  const portalColor = state.kind === 'in' ? state.session.portal?.themeColor : undefined;
  useBrandColor(portalColor ?? brand?.color);
  useEffect(
    () =>
      // Whichever call hears first that the session is over.
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof FinehookError && error.status === 401) end('ended');
      }),
    [queries, end],
  );
  if (state.kind === 'checking' || brand === undefined) {
    return (
      <main>
        <Skeleton lines={3} />
      </main>
    );
  }
  if (state.kind === 'out') return <SignInPage brand={brand} failure={state.failure} onKey={withKey} />;
  return (
    <NounsProvider value={brand.nouns}>
      <SessionProvider state={state} end={end} noteNotEnded={noteNotEnded}>
        <Frame brand={brand}>
          <Pages />
        </Frame>
      </SessionProvider>
    </NounsProvider>
  );
}
