import {
  type Answer,
  type FinehookClient,
  FinehookError,
  type UpdatedWebhook,
  type WebhookDetails,
  type WebhookPatch,
} from '../../../../client/api/client.ts';
import { isSameSetup } from './settings-form.ts';

/**
 * Changes what was read, and nothing that somebody else has changed since then. A webhook's tag changes with its health, too:
 * when only that has happened, it is tried once more.
 * @throws FinehookError `precondition-failed` when the setup is not what was read
 */
export async function saveSettings(
  client: Pick<FinehookClient, 'getWebhook' | 'updateWebhook'>,
  { body: read, etag }: Answer<WebhookDetails>,
  patch: WebhookPatch,
): Promise<UpdatedWebhook> {
  const { id } = read;
  try {
    return await client.updateWebhook({ id, ifMatch: etag, body: patch });
  } catch (error) {
    if (!isConflict(error)) throw error;
    const now = await client.getWebhook.answer({ id });
    if (!isSameSetup(read, now.body)) throw error;
    return client.updateWebhook({ id, ifMatch: now.etag, body: patch });
  }
}

/** Somebody has changed it meanwhile. */
export const isConflict = (error: unknown): boolean => error instanceof FinehookError && error.status === 412;
