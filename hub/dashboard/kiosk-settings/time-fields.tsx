import { useTranslation } from 'react-i18next';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import type { KioskDraft, PutKiosk } from './kiosk-draft.ts';

/** How long a kiosk waits for somebody who says nothing, and shows a token. */
export function TimeFields({ draft, onChange }: { draft: KioskDraft; onChange: PutKiosk }) {
  const { t } = useTranslation();
  return (
    <FieldGroup title={t('kiosk.times')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          label={t('kiosk.idle')}
          hint={t('kiosk.idleHint')}
          value={draft.idleSeconds}
          onChange={(idleSeconds) => onChange({ idleSeconds })}
          min={15}
          max={600}
          step={5}
          unit="second"
          data-testid="kiosk-idle"
        />
        <NumberField
          label={t('kiosk.token')}
          hint={t('kiosk.tokenHint')}
          value={draft.tokenSeconds}
          onChange={(tokenSeconds) => onChange({ tokenSeconds })}
          min={10}
          max={300}
          step={5}
          unit="second"
        />
      </div>
    </FieldGroup>
  );
}
