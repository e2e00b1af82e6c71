import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';

export type ArrangeButtonsProps = {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  isBusy?: boolean;
  onMove: (by: 1 | -1) => void;
};

/** Moves one of a list up or down: by keyboard, finger and mouse alike. */
export function ArrangeButtons({ name, isFirst, isLast, isBusy = false, onMove }: ArrangeButtonsProps) {
  const { t } = useTranslation();
  return (
    <span className="relative flex gap-1">
      <Button
        tone="quiet"
        size="small"
        isDisabled={isFirst || isBusy}
        aria-label={t('arrange.up', { name })}
        onPress={() => onMove(-1)}
      >
        <ArrowUp aria-hidden="true" className="size-4" />
      </Button>
      <Button
        tone="quiet"
        size="small"
        isDisabled={isLast || isBusy}
        aria-label={t('arrange.down', { name })}
        onPress={() => onMove(1)}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
      </Button>
    </span>
  );
}
