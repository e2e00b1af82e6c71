import { useTranslation } from 'react-i18next';
import { genderSchema } from '#shared/domain/patient.ts';
import { changePatient, createPatient, type PatientRow } from '#shared/protocol/api/patients.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { changedFields, draftOf, TYPED_FIELDS, type PatientDraft } from './patient-draft.ts';

export type PatientDialogProps = {
  /** Null: somebody new. */
  patient: PatientRow | null;
  onSaved: (patient: PatientRow) => void;
  onClose: () => void;
};

const UNSAID = 'unsaid';
const INPUTS: Partial<Record<keyof PatientDraft, { type?: 'date' | 'email' | 'tel'; inputMode?: 'tel' | 'email' }>> = {
  date_of_birth: { type: 'date' },
  phone: { type: 'tel', inputMode: 'tel' },
  emergency_contact_phone: { type: 'tel', inputMode: 'tel' },
  email: { type: 'email', inputMode: 'email' },
};
const REQUIRED = ['first_name', 'last_name'] as const;

/** Who somebody is, as they say it. Only what was changed is sent, so that two desks do not overwrite each other. */
export function PatientDialog({ patient, onSaved, onClose }: PatientDialogProps) {
  const { t } = useTranslation();
  const save = useSave('patient', 'patients', 'patient-duplicates', 'queue');
  const initial = draftOf(patient);
  const form = useRecordForm<PatientDraft>({
    initial,
    check: (draft) =>
      Object.fromEntries(
        REQUIRED.filter((field) => draft[field].trim() === '').map((field) => [field, t('form.nameMissing')]),
      ),
    async save(draft) {
      const fields = changedFields(initial, draft);
      const saved = await (patient
        ? save(changePatient, { params: { id: patient.id }, body: { rev: patient.rev, ...fields } })
        : save(createPatient, { body: { ...fields, first_name: draft.first_name, last_name: draft.last_name } }));
      onClose();
      onSaved(saved);
    },
  });
  const { draft, put, faultOf } = form;
  return (
    <RecordDialog title={t(patient ? 'patient.change' : 'patients.add')} form={form} onClose={onClose} wide>
      <div className="grid gap-4 sm:grid-cols-2">
        {TYPED_FIELDS.map((field) => (
          <TextField
            key={field}
            {...INPUTS[field]}
            label={t(`patient.field.${field}`)}
            value={draft[field]}
            onChange={(value) => put({ [field]: value })}
            error={faultOf(field)}
            autoComplete="off"
            focusFirst={field === 'first_name'}
            data-testid={`patient-${field}`}
          />
        ))}
        <ChoiceField
          label={t('patient.gender')}
          choices={[
            { id: UNSAID, name: t('patient.gender.unsaid') },
            ...genderSchema.options.map((id) => ({ id, name: t(`patient.gender.${id}`) })),
          ]}
          value={draft.gender === '' ? UNSAID : draft.gender}
          onChange={(id) => put({ gender: id === UNSAID ? '' : genderSchema.parse(id) })}
        />
      </div>
    </RecordDialog>
  );
}
