import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffOverview } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { saveTextFile } from './save-text-file.ts';
import type { StaffCaller } from './use-staff.ts';

export type DeviceActionsProps = { staff: StaffCaller; can: StaffOverview['can'] | undefined; onRefresh: () => void };

/** Looking again, a report to send, and the ways out of the program, as far as this host has them. */
export function DeviceActions({ staff, can, onRefresh }: DeviceActionsProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<string>();
  const [isLeaving, setLeaving] = useState(false);

  const exportDiagnostics = async (): Promise<void> => {
    const file = await staff.call('staff.diagnostics', {});
    if (!file) return;
    if (file.savedAs === null) saveTextFile(file.fileName, file.text);
    setSaid(t('staff.savedAs', { path: file.savedAs ?? file.fileName }));
  };
  const restart = async (): Promise<void> => {
    if (await staff.call('staff.restart', {})) setSaid(t('unreachable.title'));
  };
  const exit = async (): Promise<void> => {
    if (await staff.call('staff.exit', {})) setSaid(t('staff.exiting'));
  };

  return (
    <>
      <div className="flex flex-wrap gap-4">
        <TouchButton onPress={onRefresh} isDisabled={staff.isBusy}>
          {t('staff.refresh')}
        </TouchButton>
        <TouchButton onPress={() => void exportDiagnostics()} isDisabled={staff.isBusy} testId="staff-diagnostics">
          {t('staff.diagnostics')}
        </TouchButton>
        {can?.restart === true && (
          <TouchButton onPress={() => void restart()} isDisabled={staff.isBusy} testId="staff-restart">
            {t('staff.restart')}
          </TouchButton>
        )}
        {can?.exit === true && !isLeaving && (
          <TouchButton onPress={() => setLeaving(true)} isDisabled={staff.isBusy} testId="staff-exit">
            {t('staff.exit')}
          </TouchButton>
        )}
        {isLeaving && (
          // Asked twice: whoever comes next would stand before the machine's own desktop.
          <TouchButton kind="alert" onPress={() => void exit()} isDisabled={staff.isBusy} testId="staff-exit-confirm">
            {t('staff.exitConfirm')}
          </TouchButton>
        )}
      </div>
      <output className="text-lg break-words" data-testid="staff-said">
        {said}
      </output>
    </>
  );
}
