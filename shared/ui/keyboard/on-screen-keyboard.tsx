import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/domain/language.ts';
import { type GridKey, KeyGrid } from '#shared/ui/touch/key-grid.tsx';
import { DeleteIcon, ShiftIcon } from '#shared/ui/icons/action-icons.tsx';
import { wantsCapital } from './edit-text.ts';
import { english } from './latin-layouts.ts';
import type { KeyboardLayout } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { PinyinBar } from './pinyin-bar.tsx';
import type { TextEntry } from './use-text-entry.ts';

export type OnScreenKeyboardProps = {
  language: Language;
  entry: TextEntry;
  /** Instead of the language's own. */
  layout?: KeyboardLayout;
};

type Page = 'letters' | 'more' | 'latin';

// The same ones each time, so that their keys need not be drawn again.
const SHIFT = <ShiftIcon />;
const DELETE = <DeleteIcon />;

/** Keys for names, in the language's own order, with capitals where a name has them. */
export function OnScreenKeyboard({ language, entry, layout = LAYOUTS[language] }: OnScreenKeyboardProps) {
  const { t } = useTranslation();
  const [page, setPage] = useState<Page>('letters');
  const [shift, setShift] = useState<boolean | null>(null);

  const isNative = page === 'letters' || (page === 'more' && !layout.hasCase);
  const hasCase = page === 'latin' || layout.hasCase;
  const isUpper = hasCase && (shift ?? (language !== 'zh' && wantsCapital(entry.before)));
  const rows = page === 'latin' ? english.letters : layout[page];

  const typing = (text: string): GridKey => {
    const typed = isUpper ? text.toLocaleUpperCase(language) : text;
    return {
      id: text,
      label: shownSign(typed),
      lang: isNative ? language : 'en',
      onPress() {
        entry.insert(typed);
        setShift(null);
      },
    };
  };
  const turnTo = (to: Page, label: string): GridKey => ({
    id: to,
    label: <span className="text-lg whitespace-nowrap">{label}</span>,
    kind: page === to ? 'on' : 'soft',
    width: 1.6,
    onPress: () => setPage(page === to ? 'letters' : to),
  });

  const shiftKey: GridKey[] = hasCase
    ? [
        {
          id: 'shift',
          label: SHIFT,
          name: t('common.shift'),
          kind: isUpper ? 'on' : 'soft',
          width: 1.4,
          onPress: () => setShift(!isUpper),
        },
      ]
    : [];
  const deleteKey: GridKey = {
    id: 'delete',
    label: DELETE,
    name: t('common.delete'),
    kind: 'soft',
    width: 1.4,
    onPress: entry.deleteBack,
  };
  const last = rows.length - 1;

  const keys: GridKey[][] = rows.map((texts, at) =>
    at === last ? [...shiftKey, ...texts.map(typing), deleteKey] : texts.map(typing),
  );
  keys.push([
    ...(layout.more.length > 0 ? [turnTo('more', layout.moreLabel)] : []),
    ...(layout.offersLatin ? [turnTo('latin', 'ABC')] : []),
    typing(layout.marks[0]),
    { id: 'space', label: t('common.space'), kind: 'plain', width: 4, onPress: () => entry.insert(' ') },
    typing(layout.marks[1]),
  ]);

  return (
    <div className="flex flex-col gap-2">
      {language === 'zh' && page === 'letters' && <PinyinBar entry={entry} />}
      <KeyGrid label={t('common.keyboard')} rows={keys} />
    </div>
  );
}

/** A sign that sits on another letter is shown on a dotted circle, as primers do. */
function shownSign(text: string): string {
  return /^\p{M}/u.test(text) ? `\u25CC${text}` : text;
}
