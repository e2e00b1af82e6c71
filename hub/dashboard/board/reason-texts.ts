import type { TFunction } from 'i18next';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { Format } from '#shared/ui/i18n/format.ts';

type Factors = NonNullable<QueueRow['ai_priority_factors']>;
type Reason = Factors['reasons'][number];

/** Why somebody stands where they stand, in plain words and in the order in which it counts: `High urgency +30 min`. */
export function reasonTexts(t: TFunction, format: Pick<Format, 'minutes' | 'number'>, { reasons }: Factors): string[] {
  return reasons.map((reason) => {
    const values = valuesOf(reason, format);
    if (reason.factor === 'urgency') return t(`why.urgency.${reason.level}`, values);
    return t(`why.${reason.factor}`, values);
  });
}

function valuesOf(reason: Reason, format: Pick<Format, 'minutes' | 'number'>): Record<string, string> {
  return {
    minutes: 'minutes' in reason ? format.minutes(Math.round(reason.minutes)) : '',
    years: 'years' in reason ? format.number(reason.years) : '',
  };
}
