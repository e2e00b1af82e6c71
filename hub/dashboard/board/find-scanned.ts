import { readTicketAddress } from '#shared/domain/ticket-address.ts';
import { wholeToken } from '#shared/domain/token.ts';
import type { BoardUi } from './board-ui.store.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';

/**
 * What the board shows when the code of a ticket was scanned: whose it is, or, where nobody here has that token, the way to put
 * them in the queue. Null for whatever is no ticket's code.
 */
export function findScanned(queues: readonly BoardQueue[], text: string): Partial<BoardUi> | null {
  const ticket = readTicketAddress(text);
  if (!ticket) return null;
  const whole = wholeToken(ticket.token);
  const entry = queues.flatMap(entriesOf).find(({ token_number }) => token_number === whole);
  if (!entry) return { find: '', dialog: { kind: 'recover', text, ticket } };
  return { find: entry.token_label, queueKey: entry.queueKey, pickedId: entry.id };
}

function entriesOf({ called, inConsultation, waiting, held, noShow }: BoardQueue): BoardEntry[] {
  return [...called, ...inConsultation, ...waiting, ...held, ...noShow];
}
