import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import type { BoardEntry } from './board-view.ts';
import { ReprintDialog } from './reprint-dialog.tsx';
import { useReprint } from './use-reprint.ts';

/** A copy of the ticket from a kiosk's printer; not offered to doctors, who may not ask for one. */
export function ReprintButton({ entry }: { entry: BoardEntry }) {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const reprint = useReprint(entry);
  const isAllowed = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role !== 'doctor');
  if (!isAllowed) return null;
  return (
    <>
      <Button
        size="small"
        tone="plain"
        data-testid="action-reprint"
        isDisabled={reprint.isAsking}
        aria-label={`${t('action.reprint')}: ${entry.token_label}`}
        onPress={() => void reprint.begin()}
      >
        <Printer aria-hidden="true" className="size-4 @max-xs:hidden" />
        {t('action.reprint')}
      </Button>
      {reprint.kiosks && (
        <ReprintDialog
          token={entry.token_label}
          kiosks={reprint.kiosks}
          onChoose={(deviceId) => void reprint.printAt(deviceId)}
          onClose={reprint.cancel}
        />
      )}
    </>
  );
}
