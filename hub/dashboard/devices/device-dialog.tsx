import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renameDevice, replaceDevice, revokeDevice } from '#shared/protocol/api/devices.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ConfirmDialog } from '#dashboard/controls/confirm-dialog.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import type { DeviceRow } from './device-state.ts';
import { PairingCode, type IssuedCode } from './pairing-code.tsx';

type Asking = 'revoke' | 'replace' | null;

/** One device: another name, another machine in its place, or an end. */
export function DeviceDialog({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const save = useSave('devices');
  const [asking, setAsking] = useState<Asking>(null);
  const [issued, setIssued] = useState<IssuedCode | null>(null);
  const params = { id: device.id };
  const form = useRecordForm({
    initial: { name: device.name },
    check: (draft) => (draft.name.trim() === '' ? { name: t('pair.nameMissing') } : {}),
    async save({ name }) {
      await save(renameDevice, { params, body: { name: name.trim() } });
      onClose();
    },
  });

  async function revoke(): Promise<void> {
    await save(revokeDevice, { params }, 'devices.revoked');
    onClose();
  }
  async function replace(): Promise<void> {
    const { code, expires_at } = await save(replaceDevice, { params }, 'devices.replacing');
    setIssued({ code, expiresAt: Date.parse(expires_at), knownIds: [] });
  }
  function run(action: () => Promise<void>): void {
    setAsking(null);
    action().catch((error: unknown) => notices.show({ tone: 'problem', text: { error } }));
  }

  if (issued) {
    return (
      <Dialog isOpen onClose={onClose} title={t('devices.replaceTitle', { name: `\u2068${device.name}\u2069` })}>
        <PairingCode issued={issued} replaces={device} onAgain={() => run(replace)} onClose={onClose} />
      </Dialog>
    );
  }
  if (asking !== null) {
    return (
      <ConfirmDialog
        title={t(`devices.${asking}Title`, { name: `\u2068${device.name}\u2069` })}
        text={t(`devices.${asking}Text`)}
        confirm={t(`devices.${asking}`)}
        onConfirm={() => run(asking === 'revoke' ? revoke : replace)}
        onClose={() => setAsking(null)}
      />
    );
  }
  return (
    <RecordDialog
      title={device.name}
      form={form}
      onClose={onClose}
      extra={
        !device.revoked && (
          <>
            <Button onPress={() => setAsking('replace')} data-testid="device-replace">
              {t('devices.replace')}
            </Button>
            <Button onPress={() => setAsking('revoke')} data-testid="device-revoke">
              {t('devices.revoke')}
            </Button>
          </>
        )
      }
    >
      <TextField
        label={t('devices.name')}
        value={form.draft.name}
        onChange={(name) => form.put({ name })}
        error={form.faultOf('name')}
        maxLength={80}
        focusFirst
        data-testid="device-name"
      />
      {device.app_version && (
        <p className="text-sm text-ink-soft">
          {t('devices.version', { version: `\u2068${device.app_version}\u2069` })}
        </p>
      )}
    </RecordDialog>
  );
}
