import { useStore } from 'zustand';
import { TakeDialog } from '#dashboard/payments/take-dialog.tsx';
import { VoidDialog } from '#dashboard/payments/void-dialog.tsx';
import { useBoard } from './board-context.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { RecoverDialog } from './recover-dialog.tsx';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { UrgencyDialog } from './urgency-dialog.tsx';

export function BoardDialogs() {
  const { ui } = useBoard();
  const dialog = useStore(ui, (state) => state.dialog);
  const close = () => ui.setState({ dialog: null });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'transfer':
      return <TransferDialog entry={dialog.entry} onClose={close} />;
    case 'cancel':
      return <CancelDialog entry={dialog.entry} onClose={close} />;
    case 'urgency':
      return <UrgencyDialog entry={dialog.entry} onClose={close} />;
    case 'take_payment':
      return <TakeDialog token={dialog.entry.token_label} payment={dialog.payment} onClose={close} />;
    case 'void_payment':
      return <VoidDialog token={dialog.entry.token_label} payment={dialog.payment} onClose={close} />;
    case 'recover':
      return <RecoverDialog text={dialog.text} ticket={dialog.ticket} onClose={close} />;
    case 'help':
      return <ShortcutsHelp onClose={close} />;
  }
}
