import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { printBytes } from '#testing/virtual-printer/print-bytes.ts';
import { readQr } from '#testing/virtual-printer/read-qr.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import { encodeTicket } from './encode-ticket.ts';
import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';

describe.each(PRINTER_PROFILES.map((profile) => [profile.id, profile] as const))('a ticket on %s', (_id, profile) => {
  it.each(LANGUAGES.map(({ code }) => code))(
    'in %s comes out in one piece, with a code that a phone reads',
    async (code) => {
      const ticket = sampleTicket(code);
      const pieces = await printBytes(encodeTicket(ticket, 1, PLAIN_TEMPLATE, profile), profile);
      expect(pieces).toHaveLength(1);
      const [piece] = pieces;
      expect(piece?.complete).toBe(true);
      expect(piece && readQr(piece.bitmap)).toBe(ticket.followUrl);
      expect(piece?.text.includes('A-047')).toBe(profile.codePage !== null);
    },
  );

  it('is longer and says so when it is a copy', async () => {
    const [first] = await printBytes(encodeTicket(sampleTicket('en'), 1, PLAIN_TEMPLATE, profile), profile);
    const [copy] = await printBytes(encodeTicket(sampleTicket('en'), 2, PLAIN_TEMPLATE, profile), profile);
    expect(copy?.bitmap.height).toBeGreaterThan((first?.bitmap.height ?? Infinity) + 60);
    expect(copy?.text.match(/COPY 2/g) ?? []).toHaveLength(profile.codePage ? 2 : 0);
  });

  it('has the largest token that the paper takes, whatever its length', async () => {
    const ticket = sampleTicket('en', { token: 'XYZ-99999' });
    const [piece] = await printBytes(encodeTicket(ticket, 1, PLAIN_TEMPLATE, profile), profile);
    expect(piece && readQr(piece.bitmap)).toBe(ticket.followUrl);
  });
});
