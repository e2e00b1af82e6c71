import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listDevices } from '#shared/protocol/api/devices.ts';
import { reprintTicket } from '#shared/protocol/api/ticket-copies.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import type { DeviceRow } from '#dashboard/devices/device-state.ts';
import type { BoardEntry } from './board-view.ts';
import { followReprint } from './follow-reprint.ts';
import { reprintNotice } from './reprint-notice.ts';

const FINE = new Set([null, 'ready', 'paper_low']);
/** As old as a list may be by which a kiosk is chosen. */
const FRESH_MS = 5_000;

export type Reprint = {
  isAsking: boolean;
  /** Where a clinic has several, the kiosks to choose from; null while nothing is to be chosen. */
  kiosks: readonly DeviceRow[] | null;
  /** A copy of the ticket: at once where there is one kiosk, else `kiosks` is to be asked about. */
  begin(): Promise<void>;
  /** At this kiosk. */
  printAt(deviceId: number): Promise<void>;
  cancel: () => void;
};

/** Asks for a copy of a ticket and tells what became of it. */
export function useReprint(entry: BoardEntry): Reprint {
  const { t } = useTranslation();
  const { client, notices, ids, scheduler } = useDashboard();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [kiosks, setKiosks] = useState<readonly DeviceRow[] | null>(null);

  async function guarded(work: () => Promise<void>): Promise<void> {
    if (isAsking) return;
    setAsking(true);
    try {
      await work();
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      setAsking(false);
    }
  }

  async function ask(body: { device_id?: number }): Promise<void> {
    const request = { params: { id: entry.id }, body };
    const asked = await client.call(reprintTicket, request, { idempotencyKey: ids() });
    const values = { token: entry.token_label, device: asked.device_name };
    if (FINE.has(asked.printer)) notices.show({ tone: 'done', text: { key: 'notice.reprint', values } });
    else {
      const printer = t(`devices.printer.${asked.printer}`);
      notices.show({ tone: 'problem', text: { key: 'notice.reprintTrouble', values: { ...values, printer } } });
    }
    void followReprint({ client, scheduler }, asked.request_id).then((end) => {
      const notice = reprintNotice(end);
      if (notice) notices.show(notice);
    });
  }

  return {
    isAsking,
    kiosks,
    cancel: () => setKiosks(null),
    begin: async () =>
      guarded(async () => {
        const devices = await queries.fetchQuery({
          queryKey: ['devices'],
          queryFn: () => client.call(listDevices, {}),
          staleTime: FRESH_MS,
        });
        const usable = devices.filter(({ kind, revoked }) => kind === 'kiosk' && !revoked);
        if (usable.length > 1) setKiosks(usable);
        // None: the hub says what to do about it.
        else await ask({});
      }),
    printAt: async (deviceId) => {
      setKiosks(null);
      await guarded(async () => ask({ device_id: deviceId }));
    },
  };
}
