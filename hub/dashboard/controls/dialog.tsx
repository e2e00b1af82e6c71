import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  role?: 'dialog' | 'alertdialog';
  /** Wide enough for a table of keys. */
  wide?: boolean;
  testId?: string;
  children: ReactNode;
};

export function Dialog({ isOpen, onClose, title, role = 'dialog', wide = false, testId, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      className="fixed inset-0 z-40 flex items-center justify-center bg-[#07110f]/55 p-6"
    >
      <Modal
        className={`max-h-full w-full overflow-auto rounded-lg bg-surface text-ink shadow-floating ${wide ? 'max-w-2xl' : 'max-w-lg'}`}
      >
        <AriaDialog role={role} data-testid={testId} className="p-6 outline-none">
          <div className="mb-4 flex items-start justify-between gap-4">
            <Heading slot="title" className="text-xl font-semibold">
              {title}
            </Heading>
            <Button tone="quiet" size="small" onPress={onClose} aria-label={t('common.close')} className="-me-2">
              <X aria-hidden="true" className="size-5" />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
