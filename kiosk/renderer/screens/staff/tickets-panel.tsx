import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { useTopic } from '#shared/ui/use-topic.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { StaffError } from './staff-facts.tsx';
import { useStaff, useStaffValue, type PanelProps } from './use-staff.ts';

/** The latest tickets, each to be printed once more; the paper then says that it is a copy. */
export function TicketsPanel(props: PanelProps) {
  const { t } = useTranslation();
  const { bridge, format } = useKiosk();
  const staff = useStaff(props);
  const { value: tickets, reload } = useStaffValue(staff, 'staff.tickets');
  // Whoever has asked for a copy sees it become printed, or not.
  const latest = useTopic(bridge, 'kiosk.print');
  const stage = latest && `${latest.visitUid} ${latest.copyNo} ${latest.state}`;
  useEffect(reload, [reload, stage]);
  const reprint = async (visitUid: string): Promise<void> => {
    if (await staff.call('staff.reprint', { visitUid })) reload();
  };
  return (
    <div className="flex flex-col gap-4">
      <StaffError error={staff.error} />
      <ul className="flex flex-col gap-3">
        {tickets?.map(({ visitUid, token, issuedAt, copies, state }) => (
          <li
            key={visitUid}
            data-testid="staff-ticket"
            className="flex items-center gap-6 rounded-lg border-2 border-line bg-surface px-5 py-3"
          >
            <span dir="ltr" className="font-numerals text-2xl font-[700] tabular-nums">
              {token}
            </span>
            <span className="flex-1 text-lg text-ink-soft">
              {[
                format.time(issuedAt),
                t(`staff.print.${state}`),
                t('staff.copies', { number: format.number(copies) }),
              ].join(' · ')}
            </span>
            <TouchButton onPress={() => void reprint(visitUid)} isDisabled={staff.isBusy} testId="staff-reprint">
              {t('staff.reprint')}
            </TouchButton>
          </li>
        ))}
      </ul>
      {tickets?.length === 0 && <p className="text-lg text-ink-soft">{t('staff.noTickets')}</p>}
    </div>
  );
}
