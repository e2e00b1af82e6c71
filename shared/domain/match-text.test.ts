import { describe, expect, it } from 'vitest';
import { bookingCodeText, phoneBirthText } from './match-text.ts';

describe('the text that a hash is made of', () => {
  it('is one for all ways of writing one phone number', () => {
    const ways = ['0151 23456789', '+49 151 23456789', '0049 151 23456789', '(0151) 234-56789'];
    expect(new Set(ways.map((phone) => phoneBirthText(phone, '1984-05-05', 'DE'))).size).toBe(1);
    expect(phoneBirthText('0151 23456789', '1984-05-05', 'DE')).not.toBe(
      phoneBirthText('0151 23456789', '1984-05-05', 'GB'),
    );
  });

  it('keeps apart people who share a phone or a birth date', () => {
    const one = phoneBirthText('0151 23456789', '1984-05-05', 'DE');
    expect(phoneBirthText('0151 23456789', '1984-05-06', 'DE')).not.toBe(one);
    expect(phoneBirthText('0151 23456788', '1984-05-05', 'DE')).not.toBe(one);
  });

  it('takes a number that is none by its digits', () => {
    expect(phoneBirthText('12 34-5', '1984-05-05', 'DE')).toBe(phoneBirthText('12345', '1984-05-05', 'DE'));
  });

  it.each([
    '0198c5a0-0000-7000-8000-0000000000f0',
    'https://hub.example/b/0198C5A0-0000-7000-8000-0000000000F0',
    ' http://hub.example:3000/b/0198c5a000007000800000000000 00f0/?x=1 ',
  ])('reads the booking code out of "%s"', (scanned) => {
    expect(bookingCodeText(scanned)).toBe('booking\n0198c5a00000700080000000000000f0');
  });
});
