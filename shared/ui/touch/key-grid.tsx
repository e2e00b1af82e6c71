import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';

export type GridKey = {
  id: string;
  /** What stands on the key; a key without it is a gap. */
  label?: ReactNode;
  /** How it is read aloud, where that is not its label. */
  name?: string;
  kind?: 'plain' | 'soft' | 'on';
  /** In widths of an ordinary key. */
  width?: number;
  lang?: string;
  onPress?: () => void;
};

export type KeyGridProps = {
  label: string;
  rows: readonly (readonly GridKey[])[];
  tall?: boolean;
  className?: string;
  direction?: 'ltr' | 'rtl';
};

const KIND = {
  plain: 'bg-surface text-ink',
  soft: 'bg-sunken text-ink',
  on: 'bg-accent text-on-accent',
};

/**
 * Keys in rows. A finger on a key leaves the focus in the field it types into; by keyboard the whole grid is one stop
 * of the Tab key, and arrows move within it.
 */
export function KeyGrid({ label, rows, tall = false, className = '', direction = 'ltr' }: KeyGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState({ row: 0, column: 0 });

  function move(event: KeyboardEvent): void {
    const to = neighbour(event.key, stop, rows);
    if (!to) return;
    event.preventDefault();
    setStop(to);
    grid.current?.querySelector<HTMLElement>(`[data-key="${to.row}.${to.column}"]`)?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its keys take the focus, one at a time
    <div
      ref={grid}
      role="toolbar"
      aria-label={label}
      dir={direction}
      onKeyDown={move}
      className={`flex flex-col gap-2 ${className}`}
    >
      {rows.map((keys, row) => (
        <div key={keys[0]?.id} className="flex gap-2">
          {keys.map((key, column) =>
            key.label === undefined ? (
              <span key={key.id} style={{ flexGrow: key.width ?? 1, flexBasis: 0 }} />
            ) : (
              <Button
                key={key.id}
                preventFocusOnPress
                excludeFromTabOrder={row !== stop.row || column !== stop.column}
                aria-label={key.name}
                lang={key.lang}
                data-key={`${row}.${column}`}
                onPress={key.onPress}
                onFocus={() => setStop({ row, column })}
                style={{ flexGrow: key.width ?? 1, flexBasis: 0 }}
                className={`grid min-w-0 cursor-pointer place-items-center rounded-md border border-line font-[550] shadow-raised transition-colors select-none data-[pressed]:bg-accent data-[pressed]:text-on-accent ${tall ? 'min-h-20 text-2xl' : 'min-h-17 text-xl'} ${KIND[key.kind ?? 'plain']}`}
              >
                {key.label}
              </Button>
            ),
          )}
        </div>
      ))}
    </div>
  );
}

type Stop = { row: number; column: number };
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where an arrow leads; undefined for other keys and at the edge. */
function neighbour(arrow: string, from: Stop, rows: readonly (readonly GridKey[])[]): Stop | undefined {
  const step = STEPS[arrow];
  const keys = step && rows[from.row + step[0]];
  if (!keys) return undefined;
  const column = step[0] === 0 ? from.column + step[1] : Math.min(from.column, keys.length - 1);
  return keys[column]?.label === undefined ? undefined : { row: from.row + step[0], column };
}
