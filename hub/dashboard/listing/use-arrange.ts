import { useState } from 'react';
import type { z } from 'zod';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useSave } from './use-save.ts';

type Placed = { id: number; position?: number | undefined };
type ChangesPosition = ApiContract & {
  params: z.ZodObject<{ id: z.ZodType<number> }>;
  body: z.ZodType<unknown, { position?: number | undefined }>;
};

/** In the order in which patients and staff see them. */
export function inOrder<Row extends Placed>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.id - b.id);
}

/** Moves a row of an ordered list by one place; only rows whose place changes are written. */
export function useArrange<Row extends Placed>(key: string, change: ChangesPosition, rows: readonly Row[]) {
  const { notices } = useDashboard();
  const save = useSave(key);
  const [isBusy, setBusy] = useState(false);

  async function move(row: Row, by: 1 | -1): Promise<void> {
    const ordered = inOrder(rows);
    const from = ordered.findIndex(({ id }) => id === row.id);
    const to = from + by;
    if (isBusy || from < 0 || to < 0 || to >= ordered.length) return;
    const next = ordered.toSpliced(from, 1).toSpliced(to, 0, ordered[from]!);
    setBusy(true);
    try {
      for (const [position, { id, position: was }] of next.entries())
        if (was !== position) await save(change, { params: { id }, body: { position } }, 'notice.arranged');
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      setBusy(false);
    }
  }
  return { move: (row: Row, by: 1 | -1) => void move(row, by), isBusy };
}
