import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createHoliday, deleteHoliday, listHolidays } from '#shared/protocol/api/availability.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** The days on which the whole clinic is closed. */
export function HolidayList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { session, notices } = useDashboard();
  const mayChange = useStore(
    session.store,
    (state) => state.status === 'signed_in' && ['admin', 'manager'].includes(state.user.role),
  );
  const holidays = useList('holidays', listHolidays, {});
  const save = useSave('holidays', 'slots');
  const [isAdding, setAdding] = useState(false);
  return (
    <section aria-label={t('hours.holidays')}>
      <header className="mb-2 flex max-w-6xl items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t('hours.holidays')}</h2>
        {mayChange && (
          <Button size="small" onPress={() => setAdding(true)} data-testid="holiday-add">
            <Plus aria-hidden="true" className="size-4" />
            {t('hours.addHoliday')}
          </Button>
        )}
      </header>
      <QueryStates query={holidays} empty={<p className="text-base text-ink-soft">{t('hours.noHolidays')}</p>}>
        {(rows) => (
          <ul className="max-w-6xl divide-y divide-line rounded-lg border border-line bg-surface">
            {rows.map((row) => (
              <li key={row.id} className="flex min-h-12 items-center gap-4 px-4 text-base" data-testid="holiday">
                <span className="font-semibold tabular-nums">{format.date(row.date)}</span>
                <bdi className="min-w-0 grow truncate">{row.name}</bdi>
                {mayChange && (
                  <Button
                    tone="quiet"
                    size="small"
                    aria-label={t('hours.removeHoliday', { name: row.name })}
                    onPress={() => {
                      save(deleteHoliday, { params: { id: row.id } }, 'hours.holidayRemoved').catch((error: unknown) =>
                        notices.show({ tone: 'problem', text: { error } }),
                      );
                    }}
                  >
                    <Trash2 aria-hidden="true" className="size-4" />
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryStates>
      {isAdding && <HolidayDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function HolidayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useClinicDay();
  const save = useSave('holidays', 'slots');
  const form = useRecordForm({
    initial: { date: today(), name: '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('form.nameMissing') } : {}),
    async save({ date, name }) {
      await save(createHoliday, { body: { date, name: name.trim() } });
      onClose();
    },
  });
  return (
    <RecordDialog title={t('hours.addHoliday')} form={form} onClose={onClose}>
      <TextField
        type="date"
        label={t('hours.date')}
        value={form.draft.date}
        onChange={(date) => date && form.put({ date })}
        error={form.faultOf('date')}
      />
      <TextField
        label={t('field.name')}
        hint={t('hours.holidayHint')}
        value={form.draft.name}
        onChange={(name) => form.put({ name })}
        error={form.faultOf('name')}
        maxLength={100}
        data-testid="holiday-name"
      />
    </RecordDialog>
  );
}
