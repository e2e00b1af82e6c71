import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { listConflicts } from '#shared/protocol/api/conflicts.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { ConflictCard } from './conflict-card.tsx';

const STATES = ['open', 'resolved'] as const;

/** What devices recorded and the hub could not simply take over: somebody has to look. */
export function ConflictsPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const conflicts = useList(
    'conflicts',
    listConflicts,
    { query: { state, limit: 100 } },
    { poked: true, everyMs: 30_000 },
  );
  return (
    <>
      <PageHeader title={t('nav.conflicts')} subtitle={t('conflicts.subtitle')}>
        <RadioGroup
          aria-label={t('field.state')}
          orientation="horizontal"
          value={state}
          onChange={(value) => setState(value as typeof state)}
          className="flex gap-1 rounded-md bg-sunken p-1"
        >
          {STATES.map((value) => (
            <Radio
              key={value}
              value={value}
              data-testid={`conflicts-${value}`}
              className="flex min-h-9 cursor-pointer items-center rounded-sm px-3 text-base data-focus-visible:outline-2 data-selected:bg-surface data-selected:font-semibold data-selected:shadow-raised"
            >
              {t(`conflicts.${value}`)}
            </Radio>
          ))}
        </RadioGroup>
      </PageHeader>
      <div className="flex min-h-0 grow flex-col overflow-y-auto p-4">
        <QueryStates
          query={conflicts}
          isEmpty={({ rows }) => rows.length === 0}
          empty={
            <MessagePanel icon={<CircleCheck className="size-8" />} title={t(`conflicts.none.${state}`)}>
              {t('conflicts.noneMore')}
            </MessagePanel>
          }
        >
          {({ rows }) => (
            <ul className="flex max-w-5xl flex-col gap-4">
              {rows.map((row) => (
                <li key={row.id}>
                  <ConflictCard conflict={row} />
                </li>
              ))}
            </ul>
          )}
        </QueryStates>
      </div>
    </>
  );
}
