import { describe, expect, it } from 'vitest';
import { createClient } from '../../../../client/api/client.ts';
import { saveSettings } from '../../../../console/src/webhook/settings/save-settings.ts';
import { webhookDetails } from './webhook-details.ts';

/** A service at which the webhook has this tag and setup by now. */
function serviceWith(etag: string, current = webhookDetails) {
  const seen: string[] = [];
  const client = createClient({
    baseUrl: 'http://service.example',
    fetch: async (_, init) => {
      const ifMatch = new Headers(init?.headers).get('if-match');
      seen.push(`${init?.method ?? 'GET'} ${ifMatch ?? ''}`.trim());
      if (init?.method !== 'PATCH') return Response.json(current, { headers: { etag } });
      if (ifMatch !== etag) return Response.json({ type: 'x/precondition-failed' }, { status: 412 });
      return Response.json({ ...current, name: 'Other' });
    },
  });
  return { client, seen };
}

const read = {
  status: 200,
  body: webhookDetails,
  etag: '"1.1.live"',
  requestId: undefined,
  headers: new Headers(),
};

describe('saving settings', () => {
  it('changes what was read', async () => {
    const { client, seen } = serviceWith('"1.1.live"');
    expect((await saveSettings(client, read, { name: 'Other' })).name).toBe('Other');
    expect(seen).toEqual(['PATCH "1.1.live"']);
  });

  it('is tried again when only the health has changed', async () => {
    const { client, seen } = serviceWith('"1.2.live"', { ...webhookDetails, status: 'failing' });
    expect((await saveSettings(client, read, { name: 'Other' })).name).toBe('Other');
    expect(seen).toEqual(['PATCH "1.1.live"', 'GET', 'PATCH "1.2.live"']);
  });

  it('leaves alone what somebody else has changed', async () => {
    const { client, seen } = serviceWith('"2.1.live"', { ...webhookDetails, name: 'Theirs' });
    await expect(saveSettings(client, read, { name: 'Other' })).rejects.toMatchObject({ status: 412 });
    expect(seen).toEqual(['PATCH "1.1.live"', 'GET']);
  });
});
