import { useTranslation } from 'react-i18next';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { Countdown } from '#shared/ui/touch/countdown.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { Sheet } from './sheet.tsx';

/** Asks whether anyone is there before everything is wiped. As much more time as one asks for. */
export function IdleDialog() {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  const countdown = useFlow((state) => state.countdown);
  return (
    <Sheet
      role="alertdialog"
      testId="idle"
      isOpen={countdown !== null}
      onClose={flow.actions.stay}
      title={t('idle.title')}
      aside={countdown && <Countdown {...countdown} />}
    >
      <p className="text-xl text-ink-soft">{t('idle.body')}</p>
      <div className="flex flex-wrap gap-5">
        <TouchButton kind="primary" size="large" onPress={flow.actions.stay} testId="idle-stay">
          {t('idle.stay')}
        </TouchButton>
        <TouchButton size="large" onPress={flow.actions.wipe} testId="idle-wipe">
          {t('idle.wipe')}
        </TouchButton>
      </div>
    </Sheet>
  );
}
