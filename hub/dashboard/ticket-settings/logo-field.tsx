import { ImagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { MOST_LOGO_BYTES, prepareTicketLogo } from '#shared/protocol/api/tickets.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { readAsBase64 } from './read-file.ts';

export type LogoFieldProps = {
  png: string | null;
  isShown: boolean;
  onChange: (png: string | null) => void;
  onShow: (isShown: boolean) => void;
};

/** The clinic's logo, from a picture of any size: the hub makes of it what paper takes, or says what is wrong with it. */
export function LogoField({ png, isShown, onChange, onShow }: LogoFieldProps) {
  const { t } = useTranslation();
  const { client } = useDashboard();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function take(file: File | undefined): Promise<void> {
    if (!file || isBusy) return;
    setProblem(null);
    setBusy(true);
    try {
      if (file.size > MOST_LOGO_BYTES) throw new AppError('ticket.logo_too_large', { bytes: file.size });
      const { logo_png } = await client.call(prepareTicketLogo, { body: { image: await readAsBase64(file) } });
      onChange(logo_png);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-semibold">{t('ticketSettings.logo')}</span>
      <div className="flex flex-wrap items-center gap-3">
        {png && (
          <img
            src={`data:image/png;base64,${png}`}
            alt={t('ticketSettings.logoAlt')}
            data-testid="ticket-logo"
            className="h-16 max-w-48 rounded-md border border-line bg-white object-contain p-1.5"
          />
        )}
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
          onSelect={(files) => void take(files?.[0])}
        >
          <Button isDisabled={isBusy} data-testid="ticket-logo-choose">
            <ImagePlus aria-hidden="true" className="size-5" />
            {t(png ? 'ticketSettings.logoChange' : 'ticketSettings.logoChoose')}
          </Button>
        </FileTrigger>
        {png && (
          <Button tone="quiet" onPress={() => onChange(null)} data-testid="ticket-logo-remove">
            <Trash2 aria-hidden="true" className="size-5" />
            {t('ticketSettings.logoRemove')}
          </Button>
        )}
      </div>
      <p className="text-sm text-ink-soft">{t('ticketSettings.logoHint')}</p>
      {problem !== null && (
        <p role="alert" data-testid="ticket-logo-problem" className="text-sm font-semibold text-alert">
          {errorText(t, problem)}
        </p>
      )}
      {png && <SwitchField label={t('ticketSettings.show_logo')} value={isShown} onChange={onShow} />}
    </div>
  );
}
