import {
  Ban,
  BellRing,
  Check,
  CornerUpLeft,
  Megaphone,
  Pause,
  Play,
  Split,
  UserX,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { QueueEventType } from '#shared/domain/queue.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { KeyCap } from '#dashboard/controls/key-cap.tsx';
import { useBoard } from './board-context.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';
import { SHORTCUT_KEYS } from './shortcuts.ts';

const ICONS: Record<QueueEventType, LucideIcon> = {
  call: Megaphone,
  recall: BellRing,
  start: Play,
  complete: Check,
  no_show: UserX,
  return: CornerUpLeft,
  hold: Pause,
  transfer: Split,
  cancel: Ban,
};
/** Icons that point somewhere point the other way where one reads from the right. */
const DIRECTED: ReadonlySet<QueueEventType> = new Set(['return', 'start', 'transfer', 'call']);

export type ActionButtonProps = {
  queue: BoardQueue;
  entry: BoardEntry;
  event: QueueEventType;
  primary?: boolean;
  withKey?: boolean;
};

export function ActionButton({ queue, entry, event, primary = false, withKey = false }: ActionButtonProps) {
  const { t } = useTranslation();
  const { request } = useBoard();
  const Icon = ICONS[event];
  return (
    <Button
      size="small"
      tone={primary ? 'primary' : 'plain'}
      data-testid={`action-${event}`}
      aria-label={`${actionText()}: ${entry.token_label}`}
      onPress={() => request(queue, entry, event)}
    >
      <Icon
        aria-hidden="true"
        className={`size-4 ${primary ? '' : '@max-xs:hidden'} ${DIRECTED.has(event) ? 'rtl:-scale-x-100' : ''}`}
      />
      {actionText()}
      {withKey && <KeyCap>{SHORTCUT_KEYS[event]}</KeyCap>}
    </Button>
  );

  function actionText(): string {
    return t(event === 'return' && entry.current_status === 'waiting' ? 'action.release' : `action.${event}`);
  }
}
