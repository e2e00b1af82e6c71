import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { loadPinyin, offerCharacters, type PinyinTable } from './pinyin.ts';
import type { TextEntry } from './use-text-entry.ts';

/** The characters that the letters just typed may stand for; a tap takes one. Keeps its height when empty. */
export function PinyinBar({ entry }: { entry: TextEntry }) {
  const [table, setTable] = useState<PinyinTable>({});
  useEffect(() => {
    let isShown = true;
    void loadPinyin().then((loaded) => isShown && setTable(loaded));
    return () => {
      isShown = false;
    };
  }, []);
  const { typed, characters } = offerCharacters(table, entry.before);
  return (
    <div lang="zh" className="flex h-18 items-center gap-2 overflow-x-auto rounded-md bg-sunken px-2">
      {characters.map((character) => (
        <Button
          key={character}
          preventFocusOnPress
          onPress={() => entry.insert(character, typed.length)}
          className="h-16 min-w-16 shrink-0 cursor-pointer rounded-md text-2xl text-ink select-none data-[pressed]:bg-accent data-[pressed]:text-on-accent"
        >
          {character}
        </Button>
      ))}
    </div>
  );
}
