import { expect, it } from 'vitest';
import { readTicketAddress, ticketProofText, writeTicketAddress } from './ticket-address.ts';

const TICKET = {
  visitUid: '0198c5a0-0000-7000-8000-0000000000f0',
  token: { businessDate: '2026-03-14', lane: 'A', number: 47 },
  issuedAt: Date.UTC(2026, 2, 14, 12, 0, 5),
  proof: 'AbCd_-0123456789',
};

it('is read as it was written, and is short enough for a small QR code', () => {
  const address = writeTicketAddress('https://clinic.example', TICKET);
  expect(address).toBe(
    'https://clinic.example/t/0198c5a0-0000-7000-8000-0000000000f0#20260314-A-047.tbw1c5.AbCd_-0123456789',
  );
  expect(address.length).toBeLessThan(106);
  expect(readTicketAddress(` ${address}\n`)).toEqual(TICKET);
});

it('is none when any of it is missing or misspelt', () => {
  const address = writeTicketAddress('https://clinic.example', TICKET);
  for (const text of ['', 'A-047', address.split('#')[0]!, address.slice(0, -1), address.replace('A-047', 'A-0047')]) {
    expect(readTicketAddress(text)).toBeNull();
  }
});

it('is proved with visit, token and time', () => {
  const texts = [
    TICKET,
    { ...TICKET, visitUid: '0198c5a0-0000-7000-8000-0000000000f1' },
    { ...TICKET, token: { ...TICKET.token, number: 48 } },
    { ...TICKET, issuedAt: TICKET.issuedAt + 1000 },
  ].map(ticketProofText);
  expect(new Set(texts).size).toBe(4);
});
