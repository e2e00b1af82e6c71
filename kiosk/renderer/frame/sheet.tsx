import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

export type SheetProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  role?: 'dialog' | 'alertdialog';
  testId?: string;
};

/** A question or an answer over the screen, within reach at its foot. */
export function Sheet({ isOpen, onClose, title, aside, children, role = 'dialog', testId }: SheetProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 flex items-end justify-center bg-[rgb(8_20_17/0.6)] landscape:items-center"
    >
      <Modal className="w-full max-w-[52rem] portrait:m-8">
        <Dialog
          role={role}
          data-testid={testId}
          className="flex flex-col gap-8 rounded-2xl bg-surface p-10 text-ink shadow-floating outline-none"
        >
          <div className="flex items-center gap-6">
            <Heading slot="title" className="flex-1 text-3xl font-[700] text-balance">
              {title}
            </Heading>
            {aside}
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
