import { useTranslation } from 'react-i18next';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { Button } from '#dashboard/controls/button.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useBoard } from './board-context.ts';
import type { BoardEntry } from './board-view.ts';
import { queueName } from './queue-name.ts';

/** The other queues, with how many wait there. One tap transfers. */
export function TransferDialog({ entry, onClose }: { entry: BoardEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { queues, move } = useBoard();
  const others = queues.filter((queue) => queue.key !== entry.queueKey);
  return (
    <Dialog isOpen onClose={onClose} title={t('transfer.title', { token: entry.token_label })} testId="transfer-dialog">
      <p className="mb-4 text-base">
        {others.length === 0 ? t('transfer.none') : t('transfer.text', { name: `\u2068${entry.patient_name}\u2069` })}
      </p>
      <ul className="flex flex-col gap-2">
        {others.map((queue, at) => {
          const { title, subtitle } = queueName(t, queue);
          return (
            <li key={queue.key} className="flex flex-col">
              <Button
                focusFirst={at === 0}
                className="h-auto justify-between py-2.5 text-start"
                data-testid="transfer-target"
                onPress={() => {
                  onClose();
                  move(entry, { event: 'transfer', serviceId: queue.serviceId, doctorId: queue.doctorId });
                }}
              >
                <span className="min-w-0">
                  <bdi className="block truncate">{title}</bdi>
                  <span className="block truncate text-sm font-normal text-ink-soft">{subtitle}</span>
                </span>
                <span className="text-sm font-normal text-ink-soft">
                  {t('queue.waitingCount', { number: format.number(queue.waiting.length) })}
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
