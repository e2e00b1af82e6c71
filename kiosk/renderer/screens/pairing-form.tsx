import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { address } from '#shared/ui/keyboard/latin-layouts.ts';
import { OnScreenKeyboard } from '#shared/ui/keyboard/on-screen-keyboard.tsx';
import { useTextEntry } from '#shared/ui/keyboard/use-text-entry.ts';
import { StepForm } from '#shared/ui/touch/step-form.tsx';
import { TextField } from '#shared/ui/touch/text-field.tsx';
import { hubAddress } from './hub-address.ts';

/** Which hub this kiosk belongs to, and the code that the hub's dashboard shows. */
export function PairingForm() {
  const { t } = useTranslation();
  const { bridge, device } = useKiosk();
  const hub = useTextEntry(device.hubUrl ?? '');
  const code = useTextEntry('');
  const [isCode, setCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const hubUrl = hubAddress(hub.value);
  const pairingCode = code.value.replace(/[\s-]/gu, '').toUpperCase();

  async function pair(): Promise<void> {
    if (hubUrl === null || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      // On success the device says so on device.state, and this screen goes away.
      await bridge.invoke('device.pair', { hubUrl, code: pairingCode });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <StepForm
      title={t('pairing.title')}
      hint={t('pairing.hint')}
      onSubmit={() => void pair()}
      canContinue={hubUrl !== null && pairingCode.length >= 6 && pairingCode.length <= 16 && !isBusy}
      keyboard={<OnScreenKeyboard language="en" layout={address} entry={isCode ? code : hub} />}
    >
      <TextField
        testId="hub-address"
        label={t('pairing.hub')}
        hint={t('pairing.hubHint')}
        value={hub.value}
        onChange={hub.onChange}
        inputRef={hub.inputRef}
        onFocus={() => setCode(false)}
        inputMode="none"
        direction="ltr"
      />
      <TextField
        testId="pairing-code"
        label={t('pairing.code')}
        value={code.value}
        onChange={code.onChange}
        inputRef={code.inputRef}
        onFocus={() => setCode(true)}
        inputMode="none"
        direction="ltr"
        maxLength={20}
        error={error === undefined ? undefined : errorText(t, error)}
      />
    </StepForm>
  );
}
