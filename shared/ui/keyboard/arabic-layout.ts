import { type KeyboardLayout, row } from './layout.ts';

/** The order of Arabic keyboards, with the forms of alif that names need on keys of their own. */
export const arabic: KeyboardLayout = {
  letters: [row('ض ص ث ق ف غ ع ه خ ح ج'), row('ش س ي ب ل ا ت ن م ك ط'), row('ئ ء ؤ ر ى ة و ز ظ د ذ'), row('أ إ آ')],
  more: [row('پ چ ژ گ ڤ ک ی ں ھ ے'), row('َ ً ُ ٌ ِ ٍ ّ ْ ـ ٱ')],
  moreLabel: 'پ گ ڤ',
  hasCase: false,
  offersLatin: true,
  marks: ['’', '-'],
};
