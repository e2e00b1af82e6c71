import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { useTicketPreview } from './use-ticket-preview.ts';

const PAPERS = [80, 58] as const;
type Paper = (typeof PAPERS)[number];
/** A dot of the printer is this much of a pixel: about as large on the screen as on paper, and still to be read. */
const SCALE = 0.72;

/** The ticket as the printer prints it, in any language and on both widths of paper. */
export function TicketPreview({ value }: { value: TicketSettings }) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(i18n.language as Language);
  const [paper, setPaper] = useState<Paper>(80);
  const { data, error, isPlaceholderData } = useTicketPreview({ value, language, paper });
  return (
    <section
      aria-label={t('ticketSettings.preview')}
      className="flex min-w-0 grow flex-col gap-4 rounded-lg bg-sunken p-4"
    >
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-48">
          <ChoiceField
            label={t('ticketSettings.previewLanguage')}
            choices={LANGUAGES.map(({ code, name }) => ({ id: code, name }))}
            value={language}
            onChange={(code) => setLanguage(code as Language)}
            data-testid="preview-language"
          />
        </div>
        <PaperChoice value={paper} onChange={setPaper} />
      </div>
      <p className="text-sm text-ink-soft">{t('ticketSettings.previewHint')}</p>
      {error && <FormProblem data-testid="preview-problem">{errorText(t, error)}</FormProblem>}
      {data && (
        <img
          src={`data:image/png;base64,${data.png}`}
          width={Math.round(data.width * SCALE)}
          height={Math.round(data.height * SCALE)}
          alt={t('ticketSettings.previewAlt', { number: paper })}
          data-testid="ticket-preview"
          data-fresh={!isPlaceholderData}
          className={`mx-auto h-auto max-w-full rounded-sm bg-white shadow-floating transition-opacity ${isPlaceholderData ? 'opacity-60' : ''}`}
        />
      )}
    </section>
  );
}

function PaperChoice({ value, onChange }: { value: Paper; onChange: (paper: Paper) => void }) {
  const { t } = useTranslation();
  return (
    <RadioGroup value={String(value)} onChange={(width) => onChange(Number(width) as Paper)} orientation="horizontal">
      <Label className="text-sm font-semibold">{t('ticketSettings.paper')}</Label>
      <div className="mt-1.5 flex overflow-hidden rounded-md border border-line-strong bg-surface">
        {PAPERS.map((width) => (
          <Radio
            key={width}
            value={String(width)}
            data-testid={`preview-paper-${width}`}
            className="flex min-h-11 cursor-pointer items-center px-4 text-base data-focus-visible:outline-2 data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-on-accent-soft"
          >
            <bdi>{t('ticketSettings.millimetres', { number: width })}</bdi>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
