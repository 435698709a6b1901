import { Page } from '../ui/page.tsx';

export default function WebhookPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Webhook">…</Page>;
}
