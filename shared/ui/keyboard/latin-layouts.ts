import { type KeyboardLayout, row } from './layout.ts';

/** Letters of the neighbours: people are not named after the language they tap. */
const ACCENTS = [
  row('á à â ä ã å ā ă ą æ'),
  row('ç ć č ď đ é è ê ë ę'),
  row('ě ğ í ì î ï ı ł ñ ń'),
  row('ó ò ô ö õ ø ő œ ř ś'),
  row('š ş ß ť ú ù û ü ů ý'),
  row('ÿ ź ž ż ð þ · . ‘ ,'),
];

const LATIN = { more: ACCENTS, moreLabel: 'á ñ ç', hasCase: true, offersLatin: false, marks: ['’', '-'] } as const;

export const english: KeyboardLayout = {
  ...LATIN,
  letters: [row('q w e r t y u i o p'), row('a s d f g h j k l'), row('z x c v b n m')],
};

export const spanish: KeyboardLayout = {
  ...LATIN,
  letters: [row('q w e r t y u i o p'), row('a s d f g h j k l ñ'), row('z x c v b n m'), row('á é í ó ú ü')],
};

export const french: KeyboardLayout = {
  ...LATIN,
  letters: [row('a z e r t y u i o p'), row('q s d f g h j k l m'), row('w x c v b n'), row('é è ê à â ç î ï ô ù')],
};

export const german: KeyboardLayout = {
  ...LATIN,
  letters: [row('q w e r t z u i o p ü'), row('a s d f g h j k l ö ä'), row('y x c v b n m ß')],
};

export const portuguese: KeyboardLayout = {
  ...LATIN,
  letters: [row('q w e r t y u i o p'), row('a s d f g h j k l ç'), row('z x c v b n m'), row('á â ã à é ê í ó ô õ ú')],
};

/** Pinyin: letters that the candidate bar turns into characters. */
export const chinese: KeyboardLayout = { ...english, marks: ['·', '’'] };

/** For addresses of machines. */
export const address: KeyboardLayout = {
  letters: [row('1 2 3 4 5 6 7 8 9 0'), row('q w e r t y u i o p'), row('a s d f g h j k l -'), row('z x c v b n m /')],
  more: [],
  moreLabel: '',
  hasCase: false,
  offersLatin: false,
  marks: ['.', ':'],
};
