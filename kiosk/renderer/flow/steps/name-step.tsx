import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { OnScreenKeyboard } from '#shared/ui/keyboard/on-screen-keyboard.tsx';
import { useTextEntry } from '#shared/ui/keyboard/use-text-entry.ts';
import { StepForm } from '#shared/ui/touch/step-form.tsx';
import { TextField } from '#shared/ui/touch/text-field.tsx';

export const nameStep = defineStep({
  id: 'name',
  isNeeded: (draft) => isWalkIn(draft) && draft.isKnownConfirmed !== true,
  Screen: NameScreen,
});

function NameScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const first = useTextEntry(draft.firstName ?? '');
  const last = useTextEntry(draft.lastName ?? '');
  const [isLast, setLast] = useState(false);
  const firstName = first.value.trim();
  const lastName = last.value.trim();

  return (
    <StepForm
      title={t('name.title')}
      onSubmit={() => onAnswer({ firstName, lastName })}
      canContinue={firstName !== '' && lastName !== ''}
      keyboard={<OnScreenKeyboard language={draft.language} entry={isLast ? last : first} />}
    >
      <TextField
        testId="first-name"
        label={t('name.first')}
        value={first.value}
        onChange={first.onChange}
        inputRef={first.inputRef}
        onFocus={() => setLast(false)}
        inputMode="none"
        maxLength={200}
      />
      <TextField
        testId="last-name"
        label={t('name.last')}
        value={last.value}
        onChange={last.onChange}
        inputRef={last.inputRef}
        onFocus={() => setLast(true)}
        inputMode="none"
        maxLength={200}
      />
    </StepForm>
  );
}
