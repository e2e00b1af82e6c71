import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clinicDay } from '#kiosk/renderer/entry/clinic-day.ts';
import { DateField } from '#kiosk/renderer/entry/date-field.tsx';
import { dateOrder, digitsOf, readBirthDate, typeDateDigit } from '#kiosk/renderer/entry/date-entry.ts';
import { FORGET_FOUND, isBookedWithoutCode, isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { NumberPad } from '#shared/ui/touch/number-pad.tsx';
import { StepForm } from '#shared/ui/touch/step-form.tsx';

export const birthDateStep = defineStep({
  id: 'birthDate',
  isNeeded: (draft) => isWalkIn(draft) || isBookedWithoutCode(draft),
  Screen: BirthDateScreen,
});

function BirthDateScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const { format, clock, device } = useKiosk();
  const order = useMemo(() => dateOrder(format.locale), [format]);
  const [today] = useState(() => {
    const day = clinicDay(clock(), device.location?.timeZone);
    // The first date that is read and written takes long: it had better be one that nobody waits for.
    if (readBirthDate(digitsOf(day, order), order, day).status === 'right') format.date(day);
    return day;
  });
  const [digits, setDigits] = useState(() => digitsOf(draft.birthDate, order));
  const reading = readBirthDate(digits, order, today);
  const type = (digit: string): void => setDigits((held) => typeDateDigit(held, digit, order));
  const erase = (): void => setDigits((held) => held.slice(0, -1));

  return (
    <StepForm
      title={t('birthDate.title')}
      onSubmit={() => reading.status === 'right' && onAnswer({ ...FORGET_FOUND, birthDate: reading.date })}
      canContinue={reading.status === 'right'}
      keyboard={<NumberPad onKey={type} onDelete={erase} />}
    >
      <DateField
        digits={digits}
        order={order}
        onDigit={type}
        onErase={erase}
        error={reading.status === 'wrong' ? t(`birthDate.${reading.fault}`) : undefined}
        echo={reading.status === 'right' ? format.date(reading.date) : undefined}
      />
    </StepForm>
  );
}
