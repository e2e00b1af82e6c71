import { PaymentButton } from '#dashboard/payments/payment-button.tsx';
import { useBoard } from './board-context.ts';
import type { BoardEntry } from './board-view.ts';

/** What the desk can do about what a kiosk has asked of somebody on the board. */
export function EntryPayment({ entry }: { entry: BoardEntry }) {
  const { ui } = useBoard();
  const { payment, token_label: token } = entry;
  if (!payment) return null;
  return (
    <PaymentButton
      token={token}
      payment={payment}
      onPress={(kind) => ui.setState({ dialog: { kind: `${kind}_payment`, entry, payment } })}
    />
  );
}
