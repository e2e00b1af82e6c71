import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { Frame } from '#kiosk/renderer/frame/frame.tsx';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { AlertIcon } from '#shared/ui/icons/action-icons.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';

/** What another try would not change: an answer has to be given anew. */
const TO_ANSWER_ANEW = new Set([
  'check_in.service_closed',
  'check_in.doctor_closed',
  'check_in.claim_lapsed',
  'check_in.invalid',
]);

/** What happened and what to do. Trying again is safe: it is the same registration. */
export function FailedScreen({ code }: { code: string }) {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  return (
    <Frame>
      <Notice
        testId="failed"
        icon={<AlertIcon className="size-14" />}
        title={t('failed.title')}
        body={errorText(t, new AppError(code))}
      >
        {TO_ANSWER_ANEW.has(code) ? (
          <TouchButton kind="primary" size="large" onPress={flow.actions.back} testId="answer-anew">
            {t('common.back')}
          </TouchButton>
        ) : (
          <TouchButton kind="primary" size="large" onPress={flow.actions.retry} testId="retry">
            {t('common.retry')}
          </TouchButton>
        )}
      </Notice>
      {/* For whoever comes to help. */}
      <p dir="ltr" className="text-end text-sm text-ink-soft">
        {code}
      </p>
    </Frame>
  );
}
