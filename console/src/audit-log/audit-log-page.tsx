import { Page } from '../ui/page.tsx';

export default function AuditLogPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="AuditLog">…</Page>;
}
