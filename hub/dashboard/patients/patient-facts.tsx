import { useTranslation } from 'react-i18next';
import type { PatientRow } from '#shared/protocol/api/patients.ts';
import { FactList } from '#dashboard/controls/fact-list.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';

export function PatientFacts({ patient }: { patient: PatientRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const contact = [patient.emergency_contact_name, patient.emergency_contact_phone].filter((part) => part !== null);
  const insurance = [patient.insurance_provider, patient.insurance_number].filter((part) => part !== null);
  return (
    <FieldGroup title={t('patient.facts')}>
      <FactList
        facts={[
          { name: t('patient.number'), value: <bdi dir="ltr">{patient.patient_number}</bdi> },
          { name: t('patient.birthDate'), value: patient.date_of_birth && format.date(patient.date_of_birth) },
          { name: t('patient.gender'), value: patient.gender && t(`patient.gender.${patient.gender}`) },
          { name: t('patient.phone'), value: patient.phone && <bdi dir="ltr">{patient.phone}</bdi> },
          { name: t('patient.email'), value: patient.email && <bdi>{patient.email}</bdi> },
          { name: t('patient.address'), value: patient.address && <bdi>{patient.address}</bdi> },
          { name: t('patient.contact'), value: contact.length > 0 && <bdi>{contact.join(' · ')}</bdi> },
          { name: t('patient.insurance'), value: insurance.length > 0 && <bdi>{insurance.join(' · ')}</bdi> },
        ].filter(({ value }) => value !== false)}
      />
    </FieldGroup>
  );
}
