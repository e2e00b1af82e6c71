import { useTranslation } from 'react-i18next';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { DurationField } from '#dashboard/controls/duration-field.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { SettingPage } from '#dashboard/settings/setting-page.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';
import { LengthField } from './length-field.tsx';

const TWO_WEEKS = 20_160;

/** How long appointments last, and what patients may book, move and cancel by themselves. */
export function AppointmentSettingsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useSettingForm('appointments');
  const { put } = form;
  return (
    <SettingPage title={t('settings.nav.appointments')} subtitle={t('appointmentSettings.subtitle')} form={form}>
      {(draft) => (
        <>
          <FieldGroup title={t('appointmentSettings.lengths')} hint={t('appointmentSettings.lengthsHint')}>
            <LengthField
              offered={draft.offered_minutes}
              usual={draft.default_minutes}
              onChange={(offered_minutes) => put({ offered_minutes })}
            />
            <ChoiceField
              label={t('appointmentSettings.usual')}
              choices={draft.offered_minutes.map((minutes) => ({ id: String(minutes), name: format.minutes(minutes) }))}
              value={String(draft.default_minutes)}
              onChange={(id) => put({ default_minutes: Number(id) })}
              data-testid="usual-length"
            />
          </FieldGroup>
          <FieldGroup title={t('appointmentSettings.patients')} hint={t('appointmentSettings.patientsHint')}>
            <NumberField
              label={t('appointmentSettings.ahead')}
              value={draft.bookable_days_ahead}
              onChange={(bookable_days_ahead) => put({ bookable_days_ahead })}
              min={1}
              max={730}
              unit="day"
              data-testid="days-ahead"
            />
            <DurationField
              label={t('appointmentSettings.notice')}
              hint={t('appointmentSettings.noticeHint')}
              value={draft.notice_minutes}
              onChange={(notice_minutes) => put({ notice_minutes })}
              min={0}
              max={TWO_WEEKS}
              data-testid="notice"
            />
            <DurationField
              label={t('appointmentSettings.changeNotice')}
              hint={t('appointmentSettings.changeNoticeHint')}
              value={draft.change_notice_minutes}
              onChange={(change_notice_minutes) => put({ change_notice_minutes })}
              min={0}
              max={TWO_WEEKS}
              data-testid="change-notice"
            />
          </FieldGroup>
        </>
      )}
    </SettingPage>
  );
}
