import { CalendarClock, CalendarX, Check, LogIn, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import {
  cancelAppointment,
  checkInAppointment,
  confirmAppointment,
  markAppointmentNoShow,
  rescheduleAppointment,
  type AppointmentRow,
} from '#shared/protocol/api/appointments.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useSave } from '#dashboard/listing/use-save.ts';
import { AppointmentFacts } from './appointment-facts.tsx';
import { isExpected } from './appointment-state.ts';
import { SlotPicker, type Slot } from './slot-picker.tsx';

type Mode = 'look' | 'move' | 'cancel';

/** One appointment and what can be done with it now. */
export function AppointmentDialog({ appointment, onClose }: { appointment: AppointmentRow; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSave('appointments', 'queue', 'slots', 'patient-history');
  const [mode, setMode] = useState<Mode>('look');
  const [reason, setReason] = useState('');
  const [slot, setSlot] = useState<Slot | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const params = { id: appointment.id };
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };

  function run(action: () => Promise<unknown>): void {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    action()
      .then(onClose, (error: unknown) => setProblem(errorText(t, error)))
      .finally(() => setBusy(false));
  }
  const move = async ({ doctorId: doctor_id, startAt: scheduled_date }: Slot) =>
    save(rescheduleAppointment, { params, body: { doctor_id, scheduled_date, ...why } }, 'appointment.moved');

  const reasonField = (
    <TextField
      label={t('appointment.why')}
      hint={t('appointment.whyHint')}
      value={reason}
      onChange={setReason}
      maxLength={200}
      data-testid="appointment-reason"
    />
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      wide={mode === 'move'}
      title={appointment.patient_name}
      testId="appointment-dialog"
    >
      {problem && <FormProblem>{problem}</FormProblem>}
      <AppointmentFacts appointment={appointment} />
      {mode === 'look' && (
        <div className="mt-6 flex flex-wrap gap-2">
          {isExpected(appointment) && (
            <>
              <Button
                tone="primary"
                isDisabled={isBusy}
                data-testid="appointment-check-in"
                onPress={() => run(async () => save(checkInAppointment, { params }, 'appointment.checkedIn'))}
              >
                <LogIn aria-hidden="true" className="size-5 rtl:-scale-x-100" />
                {t('appointment.checkIn')}
              </Button>
              {appointment.status !== 'confirmed' && (
                <Button
                  isDisabled={isBusy}
                  data-testid="appointment-confirm"
                  onPress={() => run(async () => save(confirmAppointment, { params }, 'appointment.confirmed'))}
                >
                  <Check aria-hidden="true" className="size-5" />
                  {t('appointment.confirm')}
                </Button>
              )}
              <Button onPress={() => setMode('move')} data-testid="appointment-move">
                <CalendarClock aria-hidden="true" className="size-5" />
                {t('appointment.move')}
              </Button>
              <Button onPress={() => setMode('cancel')} data-testid="appointment-cancel">
                <CalendarX aria-hidden="true" className="size-5" />
                {t('appointment.cancel')}
              </Button>
              <Button
                isDisabled={isBusy}
                data-testid="appointment-no-show"
                onPress={() => run(async () => save(markAppointmentNoShow, { params }, 'appointment.absent'))}
              >
                <UserX aria-hidden="true" className="size-5" />
                {t('appointment.noShow')}
              </Button>
            </>
          )}
          <Link
            href={`/patients/${appointment.patient_id}`}
            className="ms-auto inline-flex min-h-11 items-center px-2 font-semibold text-accent underline"
          >
            {t('appointment.toPatient')}
          </Link>
        </div>
      )}
      {mode === 'move' && (
        <div className="mt-6 flex flex-col gap-5">
          <SlotPicker
            doctorId={appointment.doctor_id}
            duration={appointment.duration_minutes}
            from={appointment.scheduled_date}
            value={slot}
            onChange={setSlot}
          />
          {reasonField}
          <div className="flex justify-end gap-3">
            <Button onPress={() => setMode('look')}>{t('common.back')}</Button>
            <Button
              tone="primary"
              isDisabled={slot === null || isBusy}
              data-testid="appointment-move-confirm"
              onPress={() => slot && run(async () => move(slot))}
            >
              {t('appointment.moveHere')}
            </Button>
          </div>
        </div>
      )}
      {mode === 'cancel' && (
        <div className="mt-6 flex flex-col gap-5">
          {reasonField}
          <div className="flex justify-end gap-3">
            <Button onPress={() => setMode('look')}>{t('appointment.keep')}</Button>
            <Button
              tone="danger"
              isDisabled={isBusy}
              data-testid="appointment-cancel-confirm"
              onPress={() => run(async () => save(cancelAppointment, { params, body: why }, 'appointment.cancelled'))}
            >
              {t('appointment.cancel')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
