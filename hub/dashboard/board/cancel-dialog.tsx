import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { useBoard } from './board-context.ts';
import type { BoardEntry } from './board-view.ts';

/** The one move that ends a visit without anybody having seen the patient: it is asked twice. */
export function CancelDialog({ entry, onClose }: { entry: BoardEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const { move } = useBoard();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('cancel.title', { token: entry.token_label })}
      testId="cancel-dialog"
    >
      <p className="mb-6 text-base">{t('cancel.text', { name: `\u2068${entry.patient_name}\u2069` })}</p>
      <div className="flex justify-end gap-3">
        <Button onPress={onClose} focusFirst>
          {t('cancel.keep')}
        </Button>
        <Button
          tone="danger"
          data-testid="cancel-confirm"
          onPress={() => {
            onClose();
            move(entry, { event: 'cancel' });
          }}
        >
          {t('cancel.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
