import { useTranslation } from 'react-i18next';
import { defineStep } from '#kiosk/renderer/flow/define-step.ts';
import { AppointmentIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';

/** Those with an appointment are received at the desk. Leads nowhere further. */
export const appointmentStep = defineStep({
  id: 'appointment',
  isNeeded: ({ purpose }) => purpose === 'appointment',
  Screen: AppointmentScreen,
});

function AppointmentScreen() {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  return (
    <Notice
      testId="see-desk"
      icon={<AppointmentIcon className="size-14" />}
      title={t('appointment.title')}
      body={t('appointment.body')}
    >
      <TouchButton kind="primary" size="large" onPress={flow.actions.wipe} testId="done">
        {t('common.done')}
      </TouchButton>
    </Notice>
  );
}
