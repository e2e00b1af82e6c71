import { Monitor, TabletSmartphone } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { createPairingCode } from '#shared/protocol/api/devices.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import type { DeviceRow } from './device-state.ts';
import { PairingCode, type IssuedCode } from './pairing-code.tsx';

const KINDS = [
  { kind: 'kiosk', Icon: TabletSmartphone },
  { kind: 'display', Icon: Monitor },
] as const;

/** Asks what the device is, then shows the code until the device has used it. */
export function PairDialog({ known, onClose }: { known: readonly DeviceRow[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { client } = useDashboard();
  const [kind, setKind] = useState<DeviceKind>('kiosk');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<{ name?: string; form?: string }>({});
  const [busy, setBusy] = useState(false);
  const [issued, setIssued] = useState<IssuedCode | null>(null);

  async function create(): Promise<void> {
    if (busy) return;
    if (name.trim() === '') return setProblem({ name: t('pair.nameMissing') });
    setBusy(true);
    setProblem({});
    try {
      const { code, expires_at } = await client.call(createPairingCode, { body: { kind, name: name.trim() } });
      setIssued({ code, expiresAt: Date.parse(expires_at), knownIds: known.map((device) => device.id) });
    } catch (error) {
      setProblem({ form: errorText(t, error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('pair.title')} testId="pair-dialog">
      {issued ? (
        <PairingCode issued={issued} onAgain={() => void create()} onClose={onClose} />
      ) : (
        <form
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void create();
          }}
        >
          <p className="text-base text-ink-soft">{t('pair.text')}</p>
          <RadioGroup value={kind} onChange={(value) => setKind(value as DeviceKind)}>
            <Label className="text-sm font-semibold">{t('devices.kind')}</Label>
            <div className="mt-1.5 grid grid-cols-2 gap-3">
              {KINDS.map(({ kind: value, Icon }) => (
                <Radio
                  key={value}
                  value={value}
                  data-testid={`pair-kind-${value}`}
                  className="flex cursor-pointer items-center gap-3 rounded-md border border-line-strong px-4 py-3 text-base data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-on-accent-soft data-selected:ring-1 data-selected:ring-accent"
                >
                  <Icon aria-hidden="true" className="size-6" />
                  {t(`devices.${value}`)}
                </Radio>
              ))}
            </div>
          </RadioGroup>
          <TextField
            label={t('devices.name')}
            hint={t('pair.nameHint')}
            value={name}
            onChange={setName}
            error={problem.name}
            maxLength={80}
            focusFirst
            data-testid="pair-name"
          />
          {problem.form && (
            <p role="alert" className="rounded-md bg-alert-soft px-4 py-3 text-on-alert-soft">
              {problem.form}
            </p>
          )}
          <Button type="submit" tone="primary" size="large" data-testid="pair-create">
            {t('pair.create')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
