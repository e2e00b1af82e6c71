import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { WEEKDAYS, weekdayName, type Weekday } from './recurrence.ts';

type Props = { value: Weekday[]; onChange: (days: Weekday[]) => void; error?: string | undefined };

export function WeekdayField({ value, onChange, error }: Props) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  return (
    <CheckboxGroup
      value={value}
      onChange={(days) => onChange(days as Weekday[])}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-semibold">{t('hours.days')}</Label>
      <div className="flex flex-wrap gap-1.5">
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            value={day}
            aria-label={weekdayName(day, locale, 'long')}
            data-testid={`weekday-${day}`}
            className="flex min-h-11 min-w-13 cursor-pointer items-center justify-center rounded-md border border-line-strong px-2 text-base data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent data-selected:font-semibold data-selected:text-on-accent"
          >
            {weekdayName(day, locale)}
          </Checkbox>
        ))}
      </div>
      <FieldError className="text-sm font-semibold text-alert">{error}</FieldError>
    </CheckboxGroup>
  );
}
