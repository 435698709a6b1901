import type { WebhookDetails } from '../../../client/api/client.ts';
import { Card } from '../ui/page.tsx';
import { ResendState } from './resend-state.tsx';
import { isRunning, useResends } from './resends.ts';

/** The resend that runs now, if one does. */
export function RunningResend({ webhook }: { readonly webhook: WebhookDetails }) {
  const { data: resends = [] } = useResends(webhook.id);
  const running = resends.find(isRunning);
  if (running === undefined) return null;
  return (
    <Card>
      <ResendState webhook={webhook} resend={running} />
    </Card>
  );
}
