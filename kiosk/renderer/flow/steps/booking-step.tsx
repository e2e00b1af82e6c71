import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { FORGET_FOUND } from '#kiosk/renderer/flow/draft.ts';
import { PhoneIcon, ScanIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { useScanner } from '#kiosk/renderer/scan/use-scanner.ts';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/** The code of the booking, if one has it at hand. */
export const bookingStep = defineStep({
  id: 'booking',
  isNeeded: ({ purpose }, { settings }) => purpose === 'appointment' && settings?.appointments !== false,
  Screen: BookingScreen,
});

function BookingScreen({ onAnswer }: StepProps) {
  const { t } = useTranslation();
  useScanner((bookingCode) => onAnswer({ ...FORGET_FOUND, bookingCode }));
  return (
    <ChoiceList title={t('booking.title')} hint={t('booking.hint')}>
      <div className="flex items-center gap-6 rounded-xl border-2 border-dashed border-line-strong bg-surface px-8 py-10">
        <ScanIcon className="size-28 shrink-0 text-accent" />
        <p className="text-xl font-[600] text-balance">{t('booking.scan')}</p>
      </div>
      <ChoiceCard
        size="large"
        testId="booking-no-code"
        icon={<PhoneIcon className="size-16" />}
        title={t('booking.noCode')}
        detail={t('booking.noCodeDetail')}
        onPress={() => onAnswer({ ...FORGET_FOUND, bookingCode: null })}
      />
    </ChoiceList>
  );
}
