import { useTranslation } from 'react-i18next';
import { DeleteDigitIcon } from '#shared/ui/icons/action-icons.tsx';
import { KeyGrid, type GridKey } from './key-grid.tsx';

export type NumberPadProps = {
  onKey: (digit: string) => void;
  onDelete: () => void;
  /** A key beside the nought, such as `+`. */
  extraKey?: string;
};

// The same one each time, so that its key need not be drawn again.
const DELETE = <DeleteDigitIcon />;

/** Digits as a telephone has them, from the left in every language. */
export function NumberPad({ onKey, onDelete, extraKey }: NumberPadProps) {
  const { t } = useTranslation();
  const digit = (text: string): GridKey => ({ id: text, label: text, onPress: () => onKey(text) });
  const rows = [
    ['1', '2', '3'].map(digit),
    ['4', '5', '6'].map(digit),
    ['7', '8', '9'].map(digit),
    [
      extraKey === undefined ? { id: 'gap' } : digit(extraKey),
      digit('0'),
      { id: 'delete', label: DELETE, name: t('common.delete'), kind: 'soft', onPress: onDelete } as const,
    ],
  ];
  return <KeyGrid label={t('common.numberPad')} rows={rows} tall className="mx-auto w-full max-w-[30rem]" />;
}
