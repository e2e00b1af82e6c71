import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from './choice-field.tsx';
import { DURATION_UNITS, inUnit, MINUTES_OF, unitOf, type DurationUnit } from './duration-amount.ts';
import { NumberField } from './number-field.tsx';

export type DurationFieldProps = {
  label: string;
  /** Minutes. */
  value: number;
  onChange: (minutes: number) => void;
  /** Minutes. */
  min: number;
  max: number;
  hint?: string;
  'data-testid'?: string;
};

/** A time as people say it: 30 minutes, 2 hours, 1 day. */
export function DurationField({ label, value, onChange, min, max, hint, ...props }: DurationFieldProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<DurationUnit | null>(null);
  // What was chosen stands while it fits; a value that came from elsewhere is said in a unit of its own.
  const unit = chosen !== null && value % MINUTES_OF[chosen] === 0 ? chosen : unitOf(value);
  const size = MINUTES_OF[unit];
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-end gap-2">
        {/* A label longer than its field stands over the unit as well. */}
        <div className="w-44 **:[label]:whitespace-nowrap">
          <NumberField
            {...props}
            label={label}
            value={value / size}
            onChange={(amount) => onChange(inUnit(amount, unit, { min, max }))}
            min={Math.ceil(min / size)}
            max={Math.floor(max / size)}
          />
        </div>
        <div className="min-w-32">
          <ChoiceField
            label={t('duration.unit')}
            isLabelHidden
            choices={DURATION_UNITS.map((id) => ({ id, name: t(`duration.${id}`) }))}
            value={unit}
            onChange={(id) => {
              const next = id as DurationUnit;
              setChosen(next);
              onChange(inUnit(value / size, next, { min, max }));
            }}
          />
        </div>
      </div>
      {hint && <p className="text-sm text-ink-soft">{hint}</p>}
    </div>
  );
}
