import type { UseQueryResult } from '@tanstack/react-query';
import { Plus, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { QueryStates } from './query-states.tsx';

export type RecordPageProps<Row> = {
  title: string;
  subtitle: string;
  icon: LucideIcon;
  query: UseQueryResult<Row[]>;
  /** What stands on the button; left out where the reader may not add any. */
  add?: string;
  /** Something else has to be there first; `empty` says what. */
  isAddDisabled?: boolean;
  empty: { title: string; text?: string };
  renderTable: (rows: readonly Row[], open: (row: Row) => void) => ReactNode;
  /** Null: a new one. */
  renderDialog: (row: Row | null, close: () => void) => ReactNode;
};

/** A list of records: what it is, how to add one, what to do while there is none, and the dialog of one of them. */
export function RecordPage<Row>({ title, subtitle, query, empty, ...props }: RecordPageProps<Row>) {
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const hasNone = query.data?.length === 0;
  const add = props.add !== undefined && (
    <Button
      tone="primary"
      isDisabled={props.isAddDisabled ?? false}
      onPress={() => setOpen({ row: null })}
      data-testid="record-add"
    >
      <Plus aria-hidden="true" className="size-5" />
      {props.add}
    </Button>
  );
  return (
    <>
      <PageHeader title={title} subtitle={subtitle}>
        {!hasNone && add}
      </PageHeader>
      <ScrollRegion label={title}>
        <QueryStates
          query={query}
          empty={
            <MessagePanel icon={<props.icon className="size-8" />} title={empty.title} action={add}>
              {empty.text}
            </MessagePanel>
          }
        >
          {(rows) => props.renderTable(rows, (row) => setOpen({ row }))}
        </QueryStates>
      </ScrollRegion>
      {open && props.renderDialog(open.row, () => setOpen(null))}
    </>
  );
}
