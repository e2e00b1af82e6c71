import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { ArrangeButtons } from '#dashboard/listing/arrange-buttons.tsx';

type Props = {
  title: string;
  hint: string;
  languages: readonly Language[];
  onChange: (languages: Language[]) => void;
};

/** Languages that are offered, in this order. None chosen means all. */
export function LanguageList({ title, hint, languages, onChange }: Props) {
  const all = LANGUAGES.map(({ code }) => code);
  const offered = languages.length === 0 ? all : languages;
  const rows = [...offered, ...all.filter((code) => !offered.includes(code))];

  function toggle(code: Language): void {
    const next = offered.includes(code) ? offered.filter((other) => other !== code) : [...offered, code];
    onChange(next);
  }
  function move(code: Language, by: 1 | -1): void {
    const from = offered.indexOf(code);
    onChange(offered.toSpliced(from, 1).toSpliced(from + by, 0, code));
  }

  return (
    <FieldGroup title={title} hint={hint}>
      <ul className="-my-2 flex flex-col divide-y divide-line" data-testid="language-list">
        {rows.map((code) => {
          const name = LANGUAGES.find((language) => language.code === code)?.name ?? code;
          const at = offered.indexOf(code);
          return (
            <li key={code} className="flex min-h-12 items-center gap-3">
              <div className="min-w-0 grow" lang={code}>
                <SwitchField
                  label={name}
                  value={at >= 0}
                  // Somebody has to be able to choose something.
                  isDisabled={offered.length === 1 && at === 0}
                  onChange={() => toggle(code)}
                  data-testid={`offer-${code}`}
                />
              </div>
              {at >= 0 && (
                <ArrangeButtons
                  name={name}
                  isFirst={at === 0}
                  isLast={at === offered.length - 1}
                  onMove={(by) => move(code, by)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </FieldGroup>
  );
}
