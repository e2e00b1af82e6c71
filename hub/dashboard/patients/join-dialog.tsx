import { useTranslation } from 'react-i18next';
import { joinQueue, urgencyLevelSchema, type UrgencyLevel } from '#shared/protocol/api/queue.ts';
import type { PatientRow } from '#shared/protocol/api/patients.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useQueueChoices } from '#dashboard/listing/use-queue-choices.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';

const UNJUDGED = 'none';

type JoinDraft = { queue: string; reason: string; needs: string; urgency: UrgencyLevel | typeof UNJUDGED };

/** The desk checks somebody in who stands before it: a token of the desk's own lane. */
export function JoinDialog({ patient, onClose }: { patient: PatientRow; onClose: () => void }) {
  const { t } = useTranslation();
  const queues = useQueueChoices();
  const save = useSave('queue', 'patient-history');
  const form = useRecordForm<JoinDraft>({
    initial: { queue: '', reason: '', needs: '', urgency: UNJUDGED },
    async save(draft) {
      const queue = queues.find(({ id }) => id === draft.queue) ?? queues[0];
      const body = {
        patient_id: patient.id,
        ...(queue?.doctorId ? { doctor_id: queue.doctorId } : { service_id: queue?.serviceId }),
        ...(draft.reason.trim() === '' ? {} : { reason_for_visit: draft.reason.trim() }),
        ...(draft.needs.trim() === '' ? {} : { special_requirements: draft.needs.trim() }),
        ...(draft.urgency === UNJUDGED ? {} : { urgency_level: draft.urgency }),
      };
      await save(joinQueue, { body }, 'patient.joined');
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  return (
    <RecordDialog title={t('patient.join')} form={form} onClose={onClose} submitText={t('patient.joinNow')}>
      <ChoiceField
        label={t('patient.queue')}
        choices={queues}
        value={draft.queue || (queues[0]?.id ?? '')}
        onChange={(queue) => put({ queue })}
        data-testid="join-queue"
      />
      <TextField
        label={t('appointments.reason')}
        value={draft.reason}
        onChange={(reason) => put({ reason })}
        error={faultOf('reason')}
        maxLength={500}
      />
      <TextField
        label={t('appointment.needs')}
        value={draft.needs}
        onChange={(needs) => put({ needs })}
        maxLength={500}
      />
      <ChoiceField
        label={t('urgency.label')}
        choices={[
          { id: UNJUDGED, name: t('urgency.none') },
          ...urgencyLevelSchema.options.map((id) => ({ id, name: t(`urgency.${id}`) })),
        ]}
        value={draft.urgency}
        onChange={(id) => put({ urgency: id === UNJUDGED ? UNJUDGED : urgencyLevelSchema.parse(id) })}
      />
    </RecordDialog>
  );
}
