import { Page } from '../ui/page.tsx';

export default function CapacityPage(_: { readonly id?: string; readonly name?: string | undefined }) {
  return <Page title="Capacity">…</Page>;
}
