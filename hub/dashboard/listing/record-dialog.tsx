import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { useFocusOnFault } from '#dashboard/entry/use-focus-on-fault.ts';
import type { RecordForm } from './use-record-form.ts';

export type RecordDialogProps<Draft> = {
  title: string;
  form: Pick<RecordForm<Draft>, 'refused' | 'submit' | 'problem' | 'isBusy'>;
  onClose: () => void;
  submitText?: string;
  /** Beside the buttons: what else can be done with the record. */
  extra?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/** One record in a dialog: its fields, why it was refused, save and cancel. */
export function RecordDialog<Draft>({ title, form, onClose, wide = false, ...props }: RecordDialogProps<Draft>) {
  const { t } = useTranslation();
  const formRef = useFocusOnFault(form.refused);
  return (
    <Dialog isOpen onClose={onClose} title={title} wide={wide} testId="record-dialog">
      <form ref={formRef} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        {form.problem && <FormProblem>{form.problem}</FormProblem>}
        {props.children}
        <div className="flex flex-wrap justify-end gap-3 pt-1">
          {props.extra && <div className="me-auto flex gap-3">{props.extra}</div>}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" tone="primary" aria-busy={form.isBusy} data-testid="record-save">
            {form.isBusy ? t('form.saving') : (props.submitText ?? t('common.save'))}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
