import { capacityCommand } from './capacity-command.ts';
import type { Command } from './command.ts';
import { deliveryCommands } from './delivery-commands.ts';
import { eventCommands } from './event-commands.ts';
import { grantCommands } from './grant-commands.ts';
import { keyCommands } from './key-commands.ts';
import { listenCommand } from './listen-command.ts';
import { portalCommand } from './portal-command.ts';
import { previewCommand, whyCommand } from './preview-command.ts';
import { resendCommand } from './resend-command.ts';
import { transferCommands } from './transfer-commands.ts';
import { verifyCommand } from './verify-command.ts';
import { webhookCommands } from './webhook-commands.ts';

/** Everything that the command line can do. Parsing, help and docs/cli.md come from this table. */
export const commands: readonly Command[] = [
  ...webhookCommands,
  previewCommand,
  whyCommand,
  ...deliveryCommands,
  resendCommand,
  ...eventCommands,
  ...keyCommands,
  ...grantCommands,
  capacityCommand,
  portalCommand,
  verifyCommand,
  listenCommand,
  ...transferCommands,
];
