import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listAppointments, type AppointmentRow } from '#shared/protocol/api/appointments.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { inOrder } from '#dashboard/listing/use-arrange.ts';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { addDays, useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { AppointmentDialog } from './appointment-dialog.tsx';
import { AppointmentTable } from './appointment-table.tsx';

const EVERYBODY = 'all';
const MOST = 500;

/** One day's appointments: who is expected, who has come, who has not. */
export function AppointmentsPage() {
  const { t } = useTranslation();
  const { today } = useClinicDay();
  const localize = useLocalize();
  const [date, setDate] = useState(today);
  const [doctor, setDoctor] = useState(EVERYBODY);
  const [openId, setOpenId] = useState<number | null>(null);
  const doctors = useList('doctors', listDoctors, {});
  const ofDoctor = doctor === EVERYBODY ? {} : { doctor_id: Number(doctor) };
  const query = { from: date, to: date, limit: MOST, ...ofDoctor };
  const appointments = useList('appointments', listAppointments, { query }, { poked: true, everyMs: 30_000 });
  const open = appointments.data?.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader title={t('nav.appointments')}>
        <div className="flex flex-wrap items-end gap-2">
          <ChoiceField
            label={t('appointments.doctor')}
            choices={[
              { id: EVERYBODY, name: t('appointments.everybody') },
              ...inOrder(doctors.data ?? []).map((row) => ({ id: String(row.id), name: localize(row.display_name) })),
            ]}
            value={doctor}
            onChange={setDoctor}
          />
          <Button
            aria-label={t('appointments.dayBefore')}
            onPress={() => setDate(addDays(date, -1))}
            data-testid="day-before"
          >
            <ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          </Button>
          <TextField
            label={t('appointments.day')}
            type="date"
            value={date}
            onChange={(value) => value && setDate(value)}
            data-testid="appointments-day"
          />
          <Button
            aria-label={t('appointments.dayAfter')}
            onPress={() => setDate(addDays(date, 1))}
            data-testid="day-after"
          >
            <ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          </Button>
          <Button isDisabled={date === today()} onPress={() => setDate(today())}>
            {t('common.today')}
          </Button>
        </div>
      </PageHeader>
      <ScrollRegion label={t('nav.appointments')}>
        <QueryStates
          query={appointments}
          empty={
            <MessagePanel icon={<CalendarDays className="size-8" />} title={t('appointments.emptyTitle')}>
              {t('appointments.empty')}
            </MessagePanel>
          }
        >
          {(rows: AppointmentRow[]) => <AppointmentTable rows={rows} onOpen={({ id }) => setOpenId(id)} />}
        </QueryStates>
      </ScrollRegion>
      {open && <AppointmentDialog key={open.id} appointment={open} onClose={() => setOpenId(null)} />}
    </>
  );
}
