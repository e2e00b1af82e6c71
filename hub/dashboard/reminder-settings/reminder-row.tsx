import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { REMINDER_CHANNELS, type ReminderSettings } from '#shared/domain/settings/reminder-settings.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { DurationField } from '#dashboard/controls/duration-field.tsx';

type Reminder = ReminderSettings['reminders'][number];
type Props = { reminder: Reminder; number: number; onChange: (reminder: Reminder) => void; onRemove: () => void };

const MONTH = 43_200;

/** One reminder: by what, and how long before. */
export function ReminderRow({ reminder, number, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <div
      role="group"
      aria-label={t('reminderSettings.one', { number: String(number) })}
      data-testid="reminder"
      className="flex flex-wrap items-end gap-3 border-b border-line pb-4"
    >
      <div className="min-w-36">
        <ChoiceField
          label={t('reminderSettings.channel')}
          choices={REMINDER_CHANNELS.map((id) => ({ id, name: t(`reminderSettings.channel.${id}`) }))}
          value={reminder.channel}
          onChange={(id) => onChange({ ...reminder, channel: id as Reminder['channel'] })}
        />
      </div>
      <DurationField
        label={t('reminderSettings.before')}
        value={reminder.minutes_before}
        onChange={(minutes_before) => onChange({ ...reminder, minutes_before })}
        min={5}
        max={MONTH}
        data-testid="reminder-before"
      />
      <Button
        tone="quiet"
        aria-label={t('reminderSettings.remove', { number: String(number) })}
        onPress={onRemove}
        data-testid="reminder-remove"
      >
        <Trash2 aria-hidden="true" className="size-5" />
      </Button>
    </div>
  );
}
