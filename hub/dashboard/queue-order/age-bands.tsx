import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';

type Band = PrioritySettings['ageCredit'][number];
type Props = { bands: readonly Band[]; onChange: (bands: Band[]) => void };

const MOST_BANDS = 10;

/** Ages that have a head start. Where bands overlap, the larger counts. */
export function AgeBands({ bands, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, change: Partial<Band>) =>
    onChange(bands.map((b, i) => (i === at ? { ...b, ...change } : b)));
  return (
    <div role="group" aria-label={t('order.ages')} className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">{t('order.ages')}</h3>
      {bands.map((band, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- bands have no other name than their place
        <div key={at} className="flex flex-wrap items-end gap-3">
          <NumberField
            narrow
            label={t('order.fromAge')}
            value={band.fromAge}
            onChange={(fromAge) => put(at, { fromAge })}
            min={0}
            max={150}
          />
          <NumberField
            narrow
            label={t('order.toAge')}
            value={band.toAge}
            onChange={(toAge) => put(at, { toAge })}
            min={0}
            max={150}
            error={band.fromAge > band.toAge ? t('order.ageUpsideDown') : undefined}
          />
          <NumberField
            narrow
            label={t('order.headStart')}
            value={band.minutes}
            onChange={(minutes) => put(at, { minutes })}
            min={0}
            max={1440}
            unit="minute"
            data-testid={`age-minutes-${at}`}
          />
          <Button
            tone="quiet"
            aria-label={t('order.removeBand')}
            onPress={() => onChange(bands.filter((_, i) => i !== at))}
          >
            <Trash2 aria-hidden="true" className="size-5" />
          </Button>
        </div>
      ))}
      {bands.length < MOST_BANDS && (
        <Button
          size="small"
          className="self-start"
          data-testid="add-age-band"
          onPress={() => onChange([...bands, { fromAge: 65, toAge: 150, minutes: 10 }])}
        >
          <Plus aria-hidden="true" className="size-4" />
          {t('order.addBand')}
        </Button>
      )}
    </div>
  );
}
