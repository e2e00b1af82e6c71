import { CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { ArrangeButtons } from './arrange-buttons.tsx';
import type { Column } from './record-table.tsx';
import type { useArrange } from './use-arrange.ts';

type Kept = { id: number; active: boolean };

/** The columns at the end of every list that people arrange: whether a record is in use, and its place among the others. */
export function useRecordColumns<Row extends Kept>(
  rows: readonly Row[],
  given: {
    /** What it is called. */
    nameOf: (row: Row) => string;
    inUse: string;
    outOfUse: string;
    arrange: ReturnType<typeof useArrange<Row>>;
  },
): Column<Row>[] {
  const { t } = useTranslation();
  const { nameOf, inUse, outOfUse, arrange } = given;
  return [
    {
      id: 'state',
      head: t('field.state'),
      render: ({ active }) => (
        <StatePill tone={active ? 'good' : 'calm'} icon={active ? CircleCheck : CircleSlash}>
          {active ? inUse : outOfUse}
        </StatePill>
      ),
    },
    {
      id: 'order',
      head: t('field.order'),
      render: (row) => (
        <ArrangeButtons
          name={nameOf(row)}
          isFirst={row.id === rows[0]?.id}
          isLast={row.id === rows.at(-1)?.id}
          isBusy={arrange.isBusy}
          onMove={(by) => arrange.move(row, by)}
        />
      ),
    },
  ];
}
