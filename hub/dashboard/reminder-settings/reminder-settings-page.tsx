import { Info, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { SettingPage } from '#dashboard/settings/setting-page.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';
import { ReminderRow } from './reminder-row.tsx';

const MOST = 10;
const DAY_BEFORE = { channel: 'email', minutes_before: 1440 } as const;

/** When patients are reminded, and by what. What is said to them is not used by anything yet, and so not asked for. */
export function ReminderSettingsPage() {
  const { t } = useTranslation();
  const form = useSettingForm('reminders');
  return (
    <SettingPage title={t('settings.nav.reminders')} subtitle={t('reminderSettings.subtitle')} form={form}>
      {({ reminders }) => (
        <>
          <p className="flex items-start gap-2.5 rounded-lg bg-warn-soft px-4 py-3 text-base text-on-warn-soft">
            <Info aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
            {t('reminderSettings.notSent')}
          </p>
          <FieldGroup title={t('reminderSettings.when')} hint={t('reminderSettings.whenHint')}>
            {reminders.length === 0 && <p className="text-base text-ink-soft">{t('reminderSettings.none')}</p>}
            {reminders.map((reminder, at) => (
              <ReminderRow
                // Two may be alike, and their order is all that tells them apart.
                // oxlint-disable-next-line react/no-array-index-key
                key={at}
                reminder={reminder}
                number={at + 1}
                onChange={(changed) => form.put({ reminders: reminders.with(at, changed) })}
                onRemove={() => form.put({ reminders: reminders.toSpliced(at, 1) })}
              />
            ))}
            <Button
              className="self-start"
              isDisabled={reminders.length >= MOST}
              onPress={() => form.put({ reminders: [...reminders, DAY_BEFORE] })}
              data-testid="reminder-add"
            >
              <Plus aria-hidden="true" className="size-5" />
              {t('reminderSettings.add')}
            </Button>
          </FieldGroup>
        </>
      )}
    </SettingPage>
  );
}
