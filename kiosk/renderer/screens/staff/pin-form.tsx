import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { NumberPad } from '#shared/ui/touch/number-pad.tsx';
import { StepForm } from '#shared/ui/touch/step-form.tsx';
import { TextField } from '#shared/ui/touch/text-field.tsx';

const MOST = 12;

/** The digits are dots on the screen and go to the device; whether they are right is its word alone. */
export function PinForm({ onOpen }: { onOpen: (session: string) => void }) {
  const { t } = useTranslation();
  const { bridge } = useKiosk();
  const [pin, setPin] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  // Whoever came by keyboard types on at once.
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function unlock(): Promise<void> {
    setBusy(true);
    try {
      const reply = await bridge.invoke('staff.unlock', { pin });
      if (reply.status === 'open') return onOpen(reply.session);
      if (reply.status === 'no_pin') setError(t('staff.pin.none'));
      else setError(reply.waitSeconds > 0 ? t('staff.pin.wait', { seconds: reply.waitSeconds }) : t('staff.pin.wrong'));
    } catch (failure) {
      setError(errorText(t, failure));
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  function take(typed: string): void {
    setError(undefined);
    setPin(typed.replace(/\D/gu, '').slice(0, MOST));
  }

  return (
    <StepForm
      title={t('staff.pin.title')}
      hint={t('staff.pin.hint')}
      onSubmit={() => void unlock()}
      canContinue={pin.length >= 4 && !isBusy}
      keyboard={<NumberPad onKey={(digit) => take(pin + digit)} onDelete={() => take(pin.slice(0, -1))} />}
    >
      <TextField
        testId="staff-pin"
        inputRef={field}
        type="password"
        label={t('staff.pin.label')}
        value={pin}
        onChange={take}
        inputMode="none"
        direction="ltr"
        maxLength={MOST}
        error={error}
      />
    </StepForm>
  );
}
