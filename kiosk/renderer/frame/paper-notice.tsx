import { useTranslation } from 'react-i18next';
import { useTopic } from '#shared/ui/use-topic.ts';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { PrinterIcon } from './kiosk-icons.tsx';

/** Before anyone begins: there will be no paper, but there will be a number. */
export function PaperNotice() {
  const { t } = useTranslation();
  const { bridge } = useKiosk();
  const printer = useTopic(bridge, 'kiosk.printer');
  if (!printer || printer.state === 'ready' || printer.state === 'paper_low') return null;
  return (
    <output
      data-testid="no-paper"
      className="flex items-center gap-4 rounded-lg bg-warn-soft px-5 py-4 text-lg text-on-warn-soft"
    >
      <PrinterIcon className="block size-8 shrink-0" />
      {t('paper.none')}
    </output>
  );
}
