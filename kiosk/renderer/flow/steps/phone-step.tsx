import { useTranslation } from 'react-i18next';
import { isPhone, keepPhone } from '#kiosk/renderer/entry/phone-entry.ts';
import { FORGET_FOUND, isBookedWithoutCode, isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { useTextEntry } from '#shared/ui/keyboard/use-text-entry.ts';
import { NumberPad } from '#shared/ui/touch/number-pad.tsx';
import { StepForm } from '#shared/ui/touch/step-form.tsx';
import { TextField } from '#shared/ui/touch/text-field.tsx';

export const phoneStep = defineStep({
  id: 'phone',
  isNeeded: (draft) => isWalkIn(draft) || isBookedWithoutCode(draft),
  Screen: PhoneScreen,
});

function PhoneScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const phone = useTextEntry(draft.phone ?? '');
  return (
    <StepForm
      title={t('phone.title')}
      hint={t(draft.purpose === 'appointment' ? 'phone.bookedHint' : 'phone.hint')}
      onSubmit={() => onAnswer({ ...FORGET_FOUND, phone: phone.value.trim() })}
      canContinue={isPhone(phone.value)}
      keyboard={<NumberPad onKey={phone.insert} onDelete={phone.deleteBack} extraKey="+" />}
    >
      <TextField
        testId="phone"
        label={t('phone.label')}
        value={phone.value}
        onChange={(typed) => phone.onChange(keepPhone(typed))}
        inputRef={phone.inputRef}
        inputMode="none"
        direction="ltr"
        maxLength={24}
      />
    </StepForm>
  );
}
