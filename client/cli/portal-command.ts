import type { Command } from './command.ts';
import { companiesOption, revealOption, roleOption } from './key-commands.ts';
import { optional, required, wholeNumber } from './options.ts';

const userIdOption = required('user-id', 'ID', 'of the user, as your platform knows them');
const userNameOption = required('user-name', 'NAME', 'of the user');
const secondsOption = optional(
  'expires-in',
  'SECONDS',
  'how long the link can be used (default: 300)',
  wholeNumber(30, 3600),
);
const minutesOption = optional(
  'session',
  'MINUTES',
  'how long the session lasts that it gives (default: 480)',
  wholeNumber(5, 1440),
);

export const portalCommand: Command = {
  name: 'portal-link',
  summary: 'Make a link by which one user of a customer gets into the console, signed in. It works once.',
  options: [
    companiesOption,
    userIdOption,
    userNameOption,
    roleOption,
    revealOption,
    secondsOption,
    minutesOption,
  ],
  examples: ['portal-link --companies acme --user-id u1 --user-name Ada --role reader'],
  async run({ values, output, api }) {
    const role = values.get(roleOption);
    const expiresInSeconds = values.get(secondsOption);
    const sessionMinutes = values.get(minutesOption);
    const body = {
      companies: values.get(companiesOption),
      user: { id: values.get(userIdOption), name: values.get(userNameOption) },
      revealSecrets: values.get(revealOption),
      ...(role === undefined ? {} : { role }),
      ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
      ...(sessionMinutes === undefined ? {} : { sessionMinutes }),
    };
    const link = await (await api()).createPortalLink({ body });
    output.result(link, () => [link.url]);
    output.note(
      `It can be used until ${link.expiresAt}, once. Whoever has it gets in: hand it to that user only.`,
    );
    return 0;
  },
};
