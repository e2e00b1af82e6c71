import { Siren } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { KeyCap } from '#dashboard/controls/key-cap.tsx';
import { useBoard } from './board-context.ts';
import type { BoardEntry } from './board-view.ts';
import { SHORTCUT_KEYS } from './shortcuts.ts';

/** Says how urgent somebody is; above all, that they are an emergency. */
export function UrgencyButton({ entry }: { entry: BoardEntry }) {
  const { t } = useTranslation();
  const { ui } = useBoard();
  if (entry.pending !== null) return null;
  return (
    <Button
      size="small"
      data-testid="action-urgency"
      aria-label={`${t('action.urgency')}: ${entry.token_label}`}
      onPress={() => ui.setState({ dialog: { kind: 'urgency', entry } })}
    >
      <Siren aria-hidden="true" className="size-4 @max-xs:hidden" />
      {t('action.urgency')}
      <KeyCap>{SHORTCUT_KEYS.urgency}</KeyCap>
    </Button>
  );
}
