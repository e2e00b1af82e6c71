import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveConflict, type SyncConflict } from '#shared/protocol/api/conflicts.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { SlotPicker, type Slot } from '#dashboard/appointments/slot-picker.tsx';
import { Button } from '#dashboard/controls/button.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useSave } from '#dashboard/listing/use-save.ts';

type Resolution = SyncConflict['options'][number];

/** The ways out that make sense for it, with room for a word on why. */
export function ResolveConflict({ conflict }: { conflict: SyncConflict }) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const save = useSave('conflicts', 'patient', 'appointments', 'queue', 'slots');
  const [note, setNote] = useState('');
  const [slot, setSlot] = useState<Slot | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { appointment, fields } = conflict;
  // Where there are no two sides to choose from, keeping one is no more than noting that it was handled.
  const options = conflict.options.filter((option) => option !== 'keep_hub' || fields.length > 0);
  const why = note.trim() === '' ? {} : { note: note.trim() };

  function settle(resolution: Resolution): void {
    if (isBusy) return;
    setBusy(true);
    const time = resolution === 'rebook' && slot ? { scheduled_date: slot.startAt, doctor_id: slot.doctorId } : {};
    save(resolveConflict, { params: { id: conflict.id }, body: { resolution, ...time, ...why } }, 'conflicts.done')
      .catch((error: unknown) => notices.show({ tone: 'problem', text: { error } }))
      .finally(() => setBusy(false));
  }
  return (
    <div className="flex flex-col gap-3">
      {options.includes('rebook') && appointment && (
        <SlotPicker
          doctorId={appointment.doctor_id}
          duration={appointment.duration_minutes}
          from={appointment.scheduled_date}
          value={slot}
          onChange={setSlot}
        />
      )}
      <TextField label={t('conflicts.note')} value={note} onChange={setNote} maxLength={500} />
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <Button
            key={option}
            tone={option === 'rebook' ? 'primary' : 'plain'}
            isDisabled={isBusy || (option === 'rebook' && slot === null)}
            onPress={() => settle(option)}
            data-testid={`resolve-${option}`}
          >
            {t(`conflicts.${option}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
