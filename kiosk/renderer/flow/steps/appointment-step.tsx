import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import type { Draft } from '#kiosk/renderer/flow/draft.ts';
import { AppointmentIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import type { AppointmentQuery, FoundAppointmentReply } from '#shared/protocol/bridge/kiosk-contract.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';

const NOT_FOUND: FoundAppointmentReply = { status: 'refused', reason: 'not_found', startAt: null, opensAt: null };

/** What was found of the booking: its time and doctor, and never whose it is; or why it cannot be checked in here. */
export const appointmentStep = defineStep({
  id: 'appointment',
  isNeeded: ({ purpose }) => purpose === 'appointment',
  prepare: {
    ask: async (draft, bridge) => {
      const query = queryOf(draft);
      return query ? { appointment: await bridge.invoke('kiosk.findAppointment', query) } : {};
    },
    otherwise: { appointment: NOT_FOUND },
  },
  Screen: AppointmentScreen,
});

function queryOf({ bookingCode, phone, birthDate }: Draft): AppointmentQuery | null {
  if (bookingCode) return { bookingCode };
  return bookingCode === null && phone && birthDate ? { phone, birthDate } : null;
}

function AppointmentScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const { flow, format } = useKiosk();
  const { appointment } = draft;
  if (appointment?.status === 'found') {
    const doctor = appointment.doctor && localize(appointment.doctor, draft.language);
    const time = format.time(appointment.startAt);
    return (
      <Notice
        testId="appointment-found"
        icon={<AppointmentIcon className="size-14" />}
        title={doctor ? t('appointment.foundWith', { time, doctor }) : t('appointment.found', { time })}
        body={t('appointment.foundBody')}
      >
        <TouchButton kind="primary" size="huge" onPress={() => onAnswer({})} testId="appointment-confirm">
          {t('appointment.confirm')}
        </TouchButton>
      </Notice>
    );
  }
  return <RefusedNotice refused={appointment} onDone={flow.actions.wipe} onAgain={flow.actions.back} />;
}

type RefusedNoticeProps = {
  refused: Extract<FoundAppointmentReply, { status: 'refused' }> | undefined;
  onDone: () => void;
  onAgain: () => void;
};

function RefusedNotice({ refused, onDone, onAgain }: RefusedNoticeProps) {
  const { t } = useTranslation();
  const { format } = useKiosk();
  const reason = refused?.reason === 'rate_limited' ? 'not_found' : refused?.reason;
  const times = {
    time: refused?.startAt ? format.time(refused.startAt) : '',
    opens: refused?.opensAt ? format.time(refused.opensAt) : '',
  };
  return (
    <Notice
      testId={reason ? `refused-${reason}` : 'see-desk'}
      icon={<AppointmentIcon className="size-14" />}
      title={t(reason ? `appointment.${reason}.title` : 'appointment.title')}
      body={t(bodyKey(reason, refused), times)}
    >
      {reason === 'not_found' && (
        <TouchButton kind="primary" size="large" onPress={onAgain} testId="appointment-again">
          {t('common.retry')}
        </TouchButton>
      )}
      <TouchButton kind={reason === 'not_found' ? 'secondary' : 'primary'} size="large" onPress={onDone} testId="done">
        {t('common.done')}
      </TouchButton>
    </Notice>
  );
}

function bodyKey(reason: string | undefined, refused: RefusedNoticeProps['refused']): string {
  if (!reason) return 'appointment.body';
  if (reason === 'too_late' && !refused?.startAt) return 'appointment.closed.body';
  return `appointment.${reason}.body`;
}
