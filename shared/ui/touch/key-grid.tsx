import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from 'react';

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
 * of the Tab key, and arrows move within it. Some forty keys are drawn with every screen that types and again with every
 * letter, so they are plain buttons, and the grid listens for all of them. A key types as it goes down, as keys do (which WCAG
 * 2.5.2 allows to keyboards).
 */
export function KeyGrid({ label, rows, tall = false, className = '', direction = 'ltr' }: KeyGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const isTouched = useRef(false);
  const [stop, setStop] = useState({ row: 0, column: 0 });

  function move(event: KeyboardEvent): void {
    const to = neighbour(event.key, stop, rows);
    if (!to) return;
    event.preventDefault();
    setStop(to);
    grid.current?.querySelector<HTMLElement>(`[data-key="${to.row}.${to.column}"]`)?.focus();
  }

  function press(target: EventTarget): void {
    const at = stopOf(target);
    if (at) rows[at.row]?.[at.column]?.onPress?.();
  }

  function touch({ target, button }: PointerEvent): void {
    if (button !== 0) return;
    isTouched.current = true;
    press(target);
  }

  /** Enter, Space and what speaks the screen press a key by a click alone. */
  function click({ target, detail }: MouseEvent): void {
    if (!isTouched.current || detail === 0) press(target);
    isTouched.current = false;
  }

  function follow({ target }: FocusEvent): void {
    const at = stopOf(target);
    if (at && (at.row !== stop.row || at.column !== stop.column)) setStop(at);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- its keys take the focus, and a key that is pressed is a click
    <div
      ref={grid}
      role="toolbar"
      aria-label={label}
      dir={direction}
      onKeyDown={move}
      onPointerDown={touch}
      onClick={click}
      onFocus={follow}
      onMouseDown={(event) => event.preventDefault()}
      className={`flex flex-col gap-2 ${className}`}
    >
      {rows.map((keys, row) => (
        <div key={keys[0]?.id} className="flex gap-2">
          {keys.map(({ id, onPress: _press, ...key }, column) => (
            <Key
              key={id}
              {...key}
              at={`${row}.${column}`}
              isStop={row === stop.row && column === stop.column}
              tall={tall}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type KeyProps = Omit<GridKey, 'id' | 'onPress'> & { at: string; isStop: boolean; tall: boolean };

/** Drawn again only when what stands on it has changed. */
const Key = memo(function Key({ label, name, kind = 'plain', width = 1, lang, at, isStop, tall }: KeyProps) {
  const style: CSSProperties = { flexGrow: width, flexBasis: 0 };
  if (label === undefined) return <span style={style} />;
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={name}
      lang={lang}
      data-key={at}
      style={style}
      className={`grid min-w-0 cursor-pointer touch-manipulation place-items-center rounded-md border border-line font-[550] shadow-raised select-none active:bg-accent active:text-on-accent ${tall ? 'min-h-20 text-2xl' : 'min-h-17 text-xl'} ${KIND[kind]}`}
    >
      {label}
    </button>
  );
});

type Stop = { row: number; column: number };
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The key that was touched or has the focus; undefined between the keys. */
function stopOf(target: EventTarget): Stop | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined;
  const [row, column] = place?.split('.').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** Where an arrow leads; undefined for other keys and at the edge. */
function neighbour(arrow: string, from: Stop, rows: readonly (readonly GridKey[])[]): Stop | undefined {
  const step = STEPS[arrow];
  const keys = step && rows[from.row + step[0]];
  if (!keys) return undefined;
  const column = step[0] === 0 ? from.column + step[1] : Math.min(from.column, keys.length - 1);
  return keys[column]?.label === undefined ? undefined : { row: from.row + step[0], column };
}
