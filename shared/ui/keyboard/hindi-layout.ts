import { type KeyboardLayout, row } from './layout.ts';

/** Letters in the order in which everyone learnt them: nobody has to know a typist's keyboard. */
export const hindi: KeyboardLayout = {
  letters: [row('ा ि ी ु ू े ै ो ौ ्'), row('क ख ग घ च छ ज झ ट ठ'), row('ड ढ ण त थ द ध न प फ'), row('ब भ म य र ल व श स ह')],
  more: [row('अ आ इ ई उ ऊ ऋ ए ऐ ओ'), row('औ ऑ ॉ ृ ॅ ं ँ ः ़ ऽ'), row('ष ङ ञ ड़ ढ़ ळ क्ष त्र ज्ञ श्र'), row('क़ ख़ ग़ ज़ फ़ ॐ र् ्र')],
  moreLabel: 'अ आ ष',
  hasCase: false,
  offersLatin: true,
  marks: ['ं', 'ँ'],
};
