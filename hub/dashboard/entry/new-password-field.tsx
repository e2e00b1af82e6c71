import { useTranslation } from 'react-i18next';
import { PasswordField, type PasswordFieldProps } from '#dashboard/controls/password-field.tsx';
import { passwordStrength, SHORTEST_PASSWORD, type PasswordStrength } from './password-strength.ts';

const BARS: Record<PasswordStrength, number> = { tooShort: 0, weak: 1, fair: 2, strong: 3 };
const COLOURS: Record<PasswordStrength, string> = {
  tooShort: '',
  weak: 'bg-alert',
  fair: 'bg-glow',
  strong: 'bg-accent',
};

export type NewPasswordFieldProps = PasswordFieldProps & { value: string; known: readonly string[] };

/** A password being chosen: what is required, and how good it is while it is typed. */
export function NewPasswordField({ known, ...props }: NewPasswordFieldProps) {
  const { t } = useTranslation();
  const strength = passwordStrength(props.value, known);
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={t('password.rule', { number: SHORTEST_PASSWORD })}
        data-testid="new-password"
      />
      {props.value !== '' && props.error === undefined && (
        <div className="flex items-center gap-3">
          <div aria-hidden="true" className="flex grow gap-1">
            {[1, 2, 3].map((bar) => (
              <span
                key={bar}
                className={`h-1.5 grow rounded-pill ${bar <= BARS[strength] ? COLOURS[strength] : 'bg-sunken'}`}
              />
            ))}
          </div>
          <output data-testid="password-strength" data-strength={strength} className="text-sm text-ink-soft">
            {t(`password.${strength}`, { number: SHORTEST_PASSWORD })}
          </output>
        </div>
      )}
    </div>
  );
}
