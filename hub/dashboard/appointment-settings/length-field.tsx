import { Check } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#dashboard/preferences/use-format.ts';

const USUAL_LENGTHS = [5, 10, 15, 20, 30, 45, 60, 90, 120] as const;
const MOST = 12;

type Props = { offered: readonly number[]; usual: number; onChange: (offered: number[]) => void };

/** The lengths that patients may choose from. The usual one is always among them. */
export function LengthField({ offered, usual, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const lengths = [...new Set([...USUAL_LENGTHS, ...offered])].toSorted((a, b) => a - b);
  const toggle = (minutes: number, isOn: boolean) =>
    onChange(isOn ? [...offered, minutes].toSorted((a, b) => a - b) : offered.filter((other) => other !== minutes));
  return (
    <div role="group" aria-label={t('appointmentSettings.offered')} className="flex flex-wrap gap-2">
      {lengths.map((minutes) => {
        const isOffered = offered.includes(minutes);
        return (
          <ToggleButton
            key={minutes}
            isSelected={isOffered}
            isDisabled={minutes === usual || (!isOffered && offered.length >= MOST)}
            onChange={(isOn) => toggle(minutes, isOn)}
            data-testid={`length-${minutes}`}
            className="flex min-h-11 cursor-pointer items-center gap-1.5 rounded-md border border-line-strong px-3 text-base tabular-nums data-focus-visible:outline-2 data-disabled:cursor-not-allowed data-selected:border-accent data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-on-accent-soft"
          >
            {isOffered && <Check aria-hidden="true" className="size-4" />}
            {format.minutes(minutes)}
          </ToggleButton>
        );
      })}
    </div>
  );
}
