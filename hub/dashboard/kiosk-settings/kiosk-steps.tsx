import { useTranslation } from 'react-i18next';
import {
  KIOSK_STEPS,
  REQUIRED_STEPS,
  stepsToAsk,
  withStep,
  type KioskStepId,
} from '#shared/protocol/kiosk-settings.ts';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { ArrangeButtons } from '#dashboard/listing/arrange-buttons.tsx';

type Props = { steps: readonly KioskStepId[]; onChange: (steps: KioskStepId[]) => void };

/** The questions of a walk-in, in the order in which they are asked; below them, those that are left out. */
export function KioskSteps({ steps, onChange }: Props) {
  const { t } = useTranslation();
  const asked = stepsToAsk({ steps: [...steps] });
  const left = KIOSK_STEPS.filter((step) => !asked.includes(step));

  function move(step: KioskStepId, by: 1 | -1): void {
    const from = asked.indexOf(step);
    onChange(asked.toSpliced(from, 1).toSpliced(from + by, 0, step));
  }

  return (
    <FieldGroup title={t('kiosk.steps')} hint={t('kiosk.stepsHint')}>
      <ol className="-my-2 flex flex-col divide-y divide-line" data-testid="kiosk-steps">
        {asked.map((step, at) => (
          <li key={step} data-step={step} className="flex items-center gap-3 py-2">
            <span className="w-6 shrink-0 text-end text-sm text-ink-soft tabular-nums">{at + 1}</span>
            <div className="min-w-0 grow">
              <SwitchField
                label={t(`kiosk.step.${step}`)}
                {...(isRequired(step) && { hint: t('kiosk.required') })}
                value
                isDisabled={isRequired(step)}
                onChange={() => onChange(asked.filter((other) => other !== step))}
                data-testid={`step-${step}`}
              />
            </div>
            <ArrangeButtons
              name={t(`kiosk.step.${step}`)}
              isFirst={at === 0}
              isLast={at === asked.length - 1}
              onMove={(by) => move(step, by)}
            />
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-semibold text-ink-soft">{t('kiosk.stepsOff')}</h3>
          <ul className="flex flex-col divide-y divide-line">
            {left.map((step) => (
              <li key={step} className="py-2 ps-9">
                <SwitchField
                  label={t(`kiosk.step.${step}`)}
                  value={false}
                  onChange={() => onChange(withStep(asked, step))}
                  data-testid={`step-${step}`}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </FieldGroup>
  );
}

function isRequired(step: KioskStepId): boolean {
  return (REQUIRED_STEPS as readonly KioskStepId[]).includes(step);
}
