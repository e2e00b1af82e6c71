import { useTranslation } from 'react-i18next';
import type { PrintState } from '#shared/protocol/bridge/kiosk-contract.ts';
import { useTopic } from '#shared/ui/use-topic.ts';
import { PrinterIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { CheckIcon } from '#shared/ui/icons/action-icons.tsx';

/** What there is to say about the paper: it comes, it is there, or the number on the screen is the ticket. */
const WORDS: Record<PrintState, 'printing' | 'printed' | 'screenOnly'> = {
  queued: 'printing',
  sending: 'printing',
  printed: 'printed',
  failed_before_send: 'screenOnly',
  unknown: 'screenOnly',
  expired: 'screenOnly',
};

export function PrintLine({ visitUid, state }: { visitUid: string; state: PrintState }) {
  const { t } = useTranslation();
  const { bridge } = useKiosk();
  const job = useTopic(bridge, 'kiosk.print');
  const words = WORDS[job?.visitUid === visitUid ? job.state : state];
  return (
    <output
      data-testid="print-state"
      data-state={words}
      className="flex items-center gap-4 text-xl font-[600] text-balance"
    >
      {words === 'printed' ? (
        <CheckIcon className="block size-8 shrink-0" />
      ) : (
        <PrinterIcon className="size-8 shrink-0" />
      )}
      {t(`print.${words}`)}
    </output>
  );
}
