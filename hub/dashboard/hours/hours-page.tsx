import { CalendarClock, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listAvailabilityRules, type AvailabilityRow } from '#shared/protocol/api/availability.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { inOrder } from '#dashboard/listing/use-arrange.ts';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { HolidayList } from './holiday-list.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleTable } from './rule-table.tsx';

type Open = { doctorId: number; rule: AvailabilityRow | null };

/** When each doctor receives, with exceptions, and when the clinic is closed. */
export function HoursPage() {
  const { t } = useTranslation();
  const localize = useLocalize();
  const doctors = useList('doctors', listDoctors, {});
  const rules = useList('availability', listAvailabilityRules, { query: {} });
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <>
      <PageHeader title={t('settings.nav.hours')} subtitle={t('hours.subtitle')} />
      <div className="flex min-h-0 grow flex-col gap-6 overflow-y-auto p-4">
        <QueryStates
          query={doctors}
          empty={
            <MessagePanel icon={<CalendarClock className="size-8" />} title={t('hours.noDoctors')}>
              {t('hours.noDoctorsMore')}
            </MessagePanel>
          }
        >
          {(rows) =>
            inOrder(rows)
              .filter((doctor) => doctor.active)
              .map((doctor) => {
                const name = localize(doctor.display_name);
                const own = (rules.data ?? []).filter((rule) => rule.doctor_id === doctor.id);
                return (
                  <section key={doctor.id} aria-label={name} data-testid="doctor-hours">
                    <header className="mb-2 flex max-w-6xl items-center justify-between gap-3">
                      <h2 className="text-lg font-semibold">
                        <bdi>{name}</bdi>
                      </h2>
                      <Button
                        size="small"
                        onPress={() => setOpen({ doctorId: doctor.id, rule: null })}
                        aria-label={`${t('hours.add')}: ${name}`}
                        data-testid="hours-add"
                      >
                        <Plus aria-hidden="true" className="size-4" />
                        {t('hours.add')}
                      </Button>
                    </header>
                    {own.length === 0 ? (
                      <p className="text-base text-ink-soft">{t('hours.none')}</p>
                    ) : (
                      <RuleTable label={name} rules={own} onOpen={(rule) => setOpen({ doctorId: doctor.id, rule })} />
                    )}
                  </section>
                );
              })
          }
        </QueryStates>
        <HolidayList />
      </div>
      {open && <RuleDialog {...open} onClose={() => setOpen(null)} />}
    </>
  );
}
