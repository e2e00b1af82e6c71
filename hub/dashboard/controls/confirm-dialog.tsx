import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export type ConfirmDialogProps = {
  title: string;
  text: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks once more before something that cannot simply be taken back. */
export function ConfirmDialog({ title, text, confirm, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen onClose={onClose} role="alertdialog" title={title} testId="confirm-dialog">
      <p className="mb-6 text-base">{text}</p>
      <div className="flex justify-end gap-3">
        <Button onPress={onClose} focusFirst>
          {t('common.cancel')}
        </Button>
        <Button tone="danger" onPress={onConfirm} data-testid="confirm">
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
