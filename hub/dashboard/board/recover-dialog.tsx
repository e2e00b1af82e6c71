import { useTranslation } from 'react-i18next';
import type { TicketAddress } from '#shared/domain/ticket-address.ts';
import { tokenLabel } from '#shared/domain/token.ts';
import { recoverTicket } from '#shared/protocol/api/queue.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useQueueChoices } from '#dashboard/listing/use-queue-choices.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useBoard } from './board-context.ts';

export type RecoverDialogProps = { text: string; ticket: TicketAddress; onClose: () => void };

/**
 * Somebody stands there with a ticket of a kiosk that broke before the hub heard of them. With the paper alone they keep their
 * number and their time; a visit that is known after all is found instead.
 */
export function RecoverDialog({ text, ticket, onClose }: RecoverDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { client, ids, notices } = useDashboard();
  const { ui, cache } = useBoard();
  const queues = useQueueChoices();
  const token = tokenLabel(ticket.token);
  const form = useRecordForm<{ queue: string }>({
    initial: { queue: '' },
    async save({ queue }) {
      const { serviceId = 0, doctorId = null } = queues.find(({ id }) => id === queue) ?? queues[0] ?? {};
      const body = { ticket: text, service_id: serviceId, doctor_id: doctorId };
      const row = await client.call(recoverTicket, { body }, { idempotencyKey: ids() });
      cache.putRow(row);
      cache.refetch();
      notices.show({ tone: 'done', text: { key: 'ticket.recovered', values: { token: row.token_label } } });
      ui.setState({ dialog: null, find: row.token_label });
    },
  });
  return (
    <RecordDialog
      title={t('ticket.recoverTitle', { token })}
      form={form}
      onClose={onClose}
      submitText={t('ticket.recover')}
    >
      <p className="text-base text-ink-soft">{t('ticket.recoverText', { time: format.time(ticket.issuedAt) })}</p>
      <ChoiceField
        label={t('ticket.queue')}
        choices={queues}
        value={form.draft.queue || (queues[0]?.id ?? '')}
        onChange={(queue) => form.put({ queue })}
        data-testid="recover-queue"
      />
    </RecordDialog>
  );
}
