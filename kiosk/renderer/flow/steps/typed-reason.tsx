import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/domain/language.ts';
import { OnScreenKeyboard } from '#shared/ui/keyboard/on-screen-keyboard.tsx';
import { useTextEntry } from '#shared/ui/keyboard/use-text-entry.ts';
import { StepForm } from '#shared/ui/touch/step-form.tsx';
import { TextField } from '#shared/ui/touch/text-field.tsx';

/** In one's own words; or nothing, and the doctor asks. */
export function TypedReason({ language, onDone }: { language: Language; onDone: (reason: string) => void }) {
  const { t } = useTranslation();
  const reason = useTextEntry('');
  const { inputRef } = reason;
  // Still the same question, so that no new frame gives it the focus.
  useEffect(() => inputRef.current?.focus(), [inputRef]);
  return (
    <StepForm
      title={t('reason.title')}
      hint={t('reason.typedHint')}
      onSubmit={() => onDone(reason.value.trim())}
      canContinue
      keyboard={<OnScreenKeyboard language={language} entry={reason} />}
    >
      <TextField
        testId="typed-reason"
        label={t('reason.typed')}
        value={reason.value}
        onChange={reason.onChange}
        inputRef={inputRef}
        inputMode="none"
        maxLength={300}
      />
    </StepForm>
  );
}
