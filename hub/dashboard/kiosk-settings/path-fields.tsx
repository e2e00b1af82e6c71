import { useTranslation } from 'react-i18next';
import type { ServiceRow } from '#shared/protocol/api/directory.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import type { KioskDraft, PutKiosk } from './kiosk-draft.ts';

type Props = { draft: KioskDraft; services: readonly ServiceRow[]; onChange: PutKiosk };

const FIRST_WITH_DOCTOR = 'first';

/** Which ways lead through a kiosk beside the ordinary one. */
export function PathFields({ draft, services, onChange }: Props) {
  const { t } = useTranslation();
  const localize = useLocalize();
  return (
    <FieldGroup title={t('kiosk.paths')}>
      <SwitchField
        label={t('kiosk.emergency')}
        hint={t('kiosk.emergencyHint')}
        value={draft.emergencyPath}
        onChange={(emergencyPath) => onChange({ emergencyPath })}
        data-testid="kiosk-emergency"
      />
      {draft.emergencyPath && (
        <ChoiceField
          label={t('kiosk.emergencyService')}
          choices={[
            { id: FIRST_WITH_DOCTOR, name: t('kiosk.emergencyFirst') },
            ...services.map(({ uid, name }) => ({ id: uid, name: localize(name) })),
          ]}
          value={draft.emergencyServiceUid ?? FIRST_WITH_DOCTOR}
          onChange={(id) => onChange({ emergencyServiceUid: id === FIRST_WITH_DOCTOR ? null : id })}
        />
      )}
      <SwitchField
        label={t('kiosk.appointments')}
        hint={t('kiosk.appointmentsHint')}
        value={draft.appointments}
        onChange={(appointments) => onChange({ appointments })}
        data-testid="kiosk-appointments"
      />
      {draft.appointments && (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label={t('kiosk.early')}
            value={draft.appointmentEarlyMinutes}
            onChange={(appointmentEarlyMinutes) => onChange({ appointmentEarlyMinutes })}
            min={5}
            max={1440}
            step={5}
            unit="minute"
          />
          <NumberField
            label={t('kiosk.late')}
            value={draft.appointmentLateMinutes}
            onChange={(appointmentLateMinutes) => onChange({ appointmentLateMinutes })}
            min={0}
            max={1440}
            step={5}
            unit="minute"
          />
        </div>
      )}
      <SwitchField
        label={t('kiosk.speech')}
        hint={t('kiosk.speechHint')}
        value={draft.speech}
        onChange={(speech) => onChange({ speech })}
        data-testid="kiosk-speech"
      />
    </FieldGroup>
  );
}
