import { useTranslation } from 'react-i18next';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import {
  changeDoctor,
  createDoctor,
  type DoctorRow,
  type ServiceRow,
  type StationRow,
} from '#shared/protocol/api/directory.ts';
import type { LocalizedText } from '#shared/domain/language.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { EmailField } from '#dashboard/controls/email-field.tsx';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { ServiceChoice } from '#dashboard/services/service-choice.tsx';

export type DoctorDialogProps = {
  doctor: DoctorRow | null;
  services: readonly ServiceRow[];
  stations: readonly StationRow[];
  onInvited: (name: string, link: AccountLink) => void;
  onClose: () => void;
};

const NO_TEXT: LocalizedText = { text: '' };
const NO_STATION = 'none';

export function DoctorDialog({ doctor, services, stations, onInvited, onClose }: DoctorDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const save = useSave('doctors', 'users', 'queue');
  const form = useRecordForm({
    initial: {
      display_name: doctor?.display_name ?? NO_TEXT,
      specialty: doctor?.specialty ?? NO_TEXT,
      service_id: doctor?.service_id ?? services.find((service) => service.active)?.id ?? services[0]?.id ?? 0,
      station_id: doctor?.station_id ?? null,
      active: doctor?.active ?? true,
      email: '',
    },
    check: (draft) => (draft.display_name.text.trim() === '' ? { display_name: t('form.nameMissing') } : {}),
    async save({ email, active, specialty, ...fields }) {
      const body = { ...fields, specialty: specialty.text.trim() === '' ? null : specialty };
      if (doctor) await save(changeDoctor, { params: { id: doctor.id }, body: { ...body, active } });
      else {
        const more = email.trim() === '' ? {} : { email: email.trim() };
        const { link } = await save(createDoctor, { body: { ...body, ...more } });
        if (link) onInvited(localize(fields.display_name), link);
      }
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  return (
    <RecordDialog title={t(doctor ? 'doctors.change' : 'doctors.add')} form={form} onClose={onClose}>
      <LocalizedField
        label={t('field.name')}
        hint={t('doctors.nameHint')}
        value={draft.display_name}
        onChange={(display_name) => put({ display_name })}
        error={faultOf('display_name')}
        focusFirst
        data-testid="doctor-name"
      />
      <LocalizedField
        label={t('doctors.specialty')}
        value={draft.specialty}
        onChange={(specialty) => put({ specialty })}
        error={faultOf('specialty')}
      />
      <ServiceChoice services={services} value={draft.service_id} onChange={(service_id) => put({ service_id })} />
      <ChoiceField
        label={t('doctors.station')}
        choices={[
          { id: NO_STATION, name: t('doctors.noStation') },
          ...stations.map(({ id, name }) => ({ id: String(id), name: localize(name) })),
        ]}
        value={draft.station_id === null ? NO_STATION : String(draft.station_id)}
        onChange={(id) => put({ station_id: id === NO_STATION ? null : Number(id) })}
      />
      {doctor ? (
        <SwitchField
          label={t('doctors.works')}
          hint={t('doctors.worksHint')}
          value={draft.active}
          onChange={(active) => put({ active })}
        />
      ) : (
        <EmailField
          label={t('doctors.email')}
          hint={t('doctors.emailHint')}
          value={draft.email}
          onChange={(email) => put({ email })}
          error={faultOf('email')}
        />
      )}
    </RecordDialog>
  );
}
