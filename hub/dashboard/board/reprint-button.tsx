import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { reprintTicket } from '#shared/protocol/api/queue.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import type { BoardEntry } from './board-view.ts';

const FINE = new Set([null, 'ready', 'paper_low']);

/** A copy of the ticket from the kiosk that issued it; not offered to doctors, who may not ask for one. */
export function ReprintButton({ entry }: { entry: BoardEntry }) {
  const { t } = useTranslation();
  const { client, notices, session, ids } = useDashboard();
  const [isAsking, setAsking] = useState(false);
  const isAllowed = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role !== 'doctor');
  if (!isAllowed) return null;

  async function ask(): Promise<void> {
    if (isAsking) return;
    setAsking(true);
    try {
      const request = { params: { id: entry.id }, body: {} };
      const { device_name: device, printer } = await client.call(reprintTicket, request, { idempotencyKey: ids() });
      const values = { token: entry.token_label, device };
      if (FINE.has(printer)) notices.show({ tone: 'done', text: { key: 'notice.reprint', values } });
      else {
        const state = t(`devices.printer.${printer}`);
        notices.show({
          tone: 'problem',
          text: { key: 'notice.reprintTrouble', values: { ...values, printer: state } },
        });
      }
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      setAsking(false);
    }
  }

  return (
    <Button
      size="small"
      tone="plain"
      data-testid="action-reprint"
      isDisabled={isAsking}
      aria-label={`${t('action.reprint')}: ${entry.token_label}`}
      onPress={() => void ask()}
    >
      <Printer aria-hidden="true" className="size-4 @max-xs:hidden" />
      {t('action.reprint')}
    </Button>
  );
}
