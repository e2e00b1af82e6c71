import { useTranslation } from 'react-i18next';
import { SettingPage } from '#dashboard/settings/setting-page.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';
import { LanguageList } from './language-list.tsx';

/** The languages in which the clinic serves people. */
export function LanguageSettingsPage() {
  const { t } = useTranslation();
  const form = useSettingForm('languages');
  return (
    <SettingPage
      title={t('settings.nav.languages')}
      subtitle={t('languageSettings.subtitle')}
      form={form}
      effect={t('kiosk.effect')}
    >
      {({ offered }) => (
        <LanguageList
          title={t('languageSettings.offered')}
          hint={t('languageSettings.offeredHint')}
          languages={offered}
          onChange={(next) => form.put({ offered: next })}
        />
      )}
    </SettingPage>
  );
}
