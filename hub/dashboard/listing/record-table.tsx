import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  head: string;
  render: (row: Row) => ReactNode;
  /** Left out on a tablet. */
  wide?: boolean;
  numeric?: boolean;
};

export type RecordTableProps<Row> = {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string | number;
  /** Opens the record; the first cell is then its button, and the whole row can be tapped. */
  onOpen?: (row: Row) => void;
  /** Out of use: still there, and told apart. */
  isMuted?: (row: Row) => boolean;
  testId?: string;
};

/** Records in rows. The first cell names the row. */
export function RecordTable<Row>({ label, rows, columns, ...props }: RecordTableProps<Row>) {
  const edge = 'border-b border-line px-4 text-start';
  const shown = (column: Column<Row>) =>
    `${column.wide ? 'hidden xl:table-cell' : ''} ${column.numeric ? 'tabular-nums' : ''}`;
  return (
    <table
      aria-label={label}
      className="w-full max-w-6xl border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-base"
    >
      <thead>
        <tr className="text-sm text-ink-soft">
          {columns.map((column) => (
            <th key={column.id} scope="col" className={`${edge} py-2.5 font-semibold ${shown(column)}`}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={props.keyOf(row)}
            data-testid={props.testId}
            className={`relative in-[tbody]:last:[&>*]:border-b-0 ${props.onOpen ? 'hover:bg-accent-soft/50' : ''} ${props.isMuted?.(row) ? 'text-ink-soft' : ''}`}
          >
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.id} scope="row" className={`${edge} py-2 font-semibold ${shown(column)}`}>
                  <RowName onOpen={props.onOpen && (() => props.onOpen?.(row))}>{column.render(row)}</RowName>
                </th>
              ) : (
                <td key={column.id} className={`${edge} py-2 ${shown(column)}`}>
                  {column.render(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The button reaches over the whole row; controls in other cells lie above it (`relative`). */
function RowName({ onOpen, children }: { onOpen: (() => void) | undefined; children: ReactNode }) {
  if (!onOpen) return children;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="min-h-9 rounded-sm text-start font-semibold after:absolute after:inset-0 after:content-['']"
    >
      {children}
    </button>
  );
}
