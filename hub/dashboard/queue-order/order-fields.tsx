import { useTranslation } from 'react-i18next';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { AgeBands } from './age-bands.tsx';

type Props = { draft: PrioritySettings; onChange: (change: Partial<PrioritySettings>) => void };

const URGENCIES = ['high', 'medium', 'low'] as const;
const CREDITS = [
  'specialRequirementsCredit',
  'longJourneyCredit',
  'returnedCredit',
  'transferredCredit',
] as const satisfies readonly (keyof PrioritySettings)[];
const CLASSES = ['emergency', 'high', 'medium', 'low', 'routine'] as const;
const MOST_MINUTES = 1440;

/** Minutes of head start, and the longest that anyone should wait. */
export function OrderFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { urgencyCredit: credit } = draft;
  const isUpsideDown = credit.low > credit.medium || credit.medium > credit.high;
  const minutes = { min: 0, max: MOST_MINUTES, unit: 'minute' } as const;
  return (
    <>
      <FieldGroup title={t('order.credits')} hint={t('order.creditsHint')}>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-4">
          {URGENCIES.map((level) => (
            <NumberField
              key={level}
              {...minutes}
              label={t(`order.urgency.${level}`)}
              value={credit[level]}
              onChange={(value) => onChange({ urgencyCredit: { ...credit, [level]: value } })}
              error={isUpsideDown && level !== 'high' ? t('order.upsideDown') : undefined}
              data-testid={`credit-${level}`}
            />
          ))}
          {CREDITS.map((key) => (
            <NumberField
              key={key}
              {...minutes}
              label={t(`order.${key}`)}
              value={draft[key]}
              onChange={(value) => onChange({ [key]: value })}
              data-testid={`credit-${key}`}
            />
          ))}
        </div>
        <AgeBands bands={draft.ageCredit} onChange={(ageCredit) => onChange({ ageCredit })} />
      </FieldGroup>
      <FieldGroup title={t('order.appointments')} hint={t('order.appointmentsHint')}>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-4">
          {(['lateMinutes', 'earlyMinutes'] as const).map((key) => (
            <NumberField
              key={key}
              {...minutes}
              label={t(`order.${key}`)}
              value={draft.appointmentGrace[key]}
              onChange={(value) => onChange({ appointmentGrace: { ...draft.appointmentGrace, [key]: value } })}
            />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup title={t('order.maximum')} hint={t('order.maximumHint')}>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-4">
          {CLASSES.map((waitClass) => (
            <NumberField
              key={waitClass}
              {...minutes}
              label={t(`order.class.${waitClass}`)}
              value={draft.maximumWaitMinutes[waitClass]}
              onChange={(value) =>
                onChange({ maximumWaitMinutes: { ...draft.maximumWaitMinutes, [waitClass]: value } })
              }
            />
          ))}
        </div>
      </FieldGroup>
    </>
  );
}
