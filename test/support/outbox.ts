import * as z from 'zod/mini';
import { type Finehook, until } from './finehook.ts';

const mailsSchema = z.array(
  z.object({
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
);

export type Mail = z.infer<typeof mailsSchema>[number];

/** The mails to an address, oldest first, once there are so many. */
export function mailsTo({ runtime }: Finehook, email: string, count: number): Promise<Mail[]> {
  return until(
    async () => {
      const query = new URLSearchParams({ to: email });
      const response = await fetch(`${runtime.receiverUrl}/outbox?${query}`);
      return mailsSchema.parse(await response.json());
    },
    mails => mails.length >= count,
    `${count} mails to ${email}`,
  );
}

/** The first link of a mail; empty when there is none. */
export function linkIn(mail: Mail | undefined): string {
  return /http:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}
