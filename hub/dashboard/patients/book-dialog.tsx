import { useTranslation } from 'react-i18next';
import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import type { PatientRow } from '#shared/protocol/api/patients.ts';
import { SlotPicker, type Slot } from '#dashboard/appointments/slot-picker.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';

/** An appointment for somebody on record. */
export function BookDialog({ patient, onClose }: { patient: PatientRow; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSave('appointments', 'slots', 'patient-history');
  const form = useRecordForm({
    initial: { slot: null as Slot | null, reason: '' },
    check: ({ slot }) => (slot === null ? { slot: t('slots.choose') } : {}),
    async save({ slot, reason }) {
      if (slot === null) return;
      const why = reason.trim() === '' ? {} : { reason_for_visit: reason.trim() };
      const body = { patient_id: patient.id, doctor_id: slot.doctorId, scheduled_date: slot.startAt, ...why };
      await save(bookAppointment, { body }, 'patient.booked');
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  const fault = faultOf('slot');
  return (
    <RecordDialog title={t('patient.book')} form={form} onClose={onClose} submitText={t('patient.bookNow')} wide>
      <SlotPicker doctorId={null} value={draft.slot} onChange={(slot) => put({ slot })} />
      {fault && (
        <p role="alert" className="text-sm font-semibold text-alert">
          {fault}
        </p>
      )}
      <TextField
        label={t('appointments.reason')}
        value={draft.reason}
        onChange={(reason) => put({ reason })}
        maxLength={500}
      />
    </RecordDialog>
  );
}
