import { useTranslation } from 'react-i18next';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { SettingPage } from '#dashboard/settings/setting-page.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';

const METHODS = ['card', 'upi', 'bank_transfer'] as const;

/** Which ways to pay a booking may name. Where a UPI payment or a transfer goes is used by nothing yet, and so not asked for. */
export function PaymentSettingsPage() {
  const { t } = useTranslation();
  const form = useSettingForm('payments');
  return (
    <SettingPage title={t('settings.nav.payments')} subtitle={t('paymentSettings.subtitle')} form={form}>
      {(draft) => (
        <>
          <FieldGroup title={t('paymentSettings.methods')} hint={t('paymentSettings.methodsHint')}>
            {METHODS.map((method) => (
              <SwitchField
                key={method}
                label={t(`payment.method.${method}`)}
                value={draft[method]}
                onChange={(on) => form.put({ [method]: on })}
                data-testid={`offer-${method}`}
              />
            ))}
          </FieldGroup>
          <FieldGroup title={t('paymentSettings.hold')} hint={t('paymentSettings.holdHint')}>
            <NumberField
              label={t('paymentSettings.holdFor')}
              value={draft.hold_minutes}
              onChange={(hold_minutes) => form.put({ hold_minutes })}
              min={2}
              max={60}
              unit="minute"
              data-testid="hold-minutes"
            />
          </FieldGroup>
        </>
      )}
    </SettingPage>
  );
}
