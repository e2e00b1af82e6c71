import type { Scheduler } from '#shared/domain/ports.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { PrinterConnection } from '#kiosk/printing/transports/transport.ts';
import { epsonTalk } from './epson-talk.ts';
import type { PrinterTalk } from './printer-talk.ts';
import { silentTalk } from './silent-talk.ts';
import { starTalk } from './star-talk.ts';

/** The conversation that this printer, over this connection, can hold. */
export function talkTo(connection: PrinterConnection, profile: PrinterProfile, scheduler: Scheduler): PrinterTalk {
  if (!connection.canRead || profile.status === 'none') return silentTalk(connection, profile);
  if (profile.status === 'star') return starTalk(connection, scheduler);
  return epsonTalk(connection, profile, scheduler);
}
