import { useTranslation } from 'react-i18next';
import { changeKioskPin, getKioskPin } from '#shared/protocol/api/settings.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

const PIN = /^\d{6,12}$/u;

/** The PIN of the kiosks' staff area: typed twice, never shown again. */
export function PinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const known = useList('kiosk-pin', getKioskPin, {});
  const save = useSave('kiosk-pin');
  const form = useRecordForm({
    initial: { pin: '', again: '' },
    check: ({ pin, again }) => ({
      ...(PIN.test(pin) ? {} : { pin: t('kiosk.pinRule') }),
      ...(pin === again ? {} : { again: t('kiosk.pinDiffers') }),
    }),
    async save({ pin }) {
      await save(changeKioskPin, { body: { pin } }, 'kiosk.pinSaved');
      onClose();
    },
  });

  function takeAway(): void {
    save(changeKioskPin, { body: { pin: null } }, 'kiosk.pinRemoved')
      .then(onClose)
      .catch((error: unknown) => notices.show({ tone: 'problem', text: { error } }));
  }

  return (
    <RecordDialog
      title={t('kiosk.pin')}
      form={form}
      onClose={onClose}
      extra={known.data?.pin_set === true && <Button onPress={takeAway}>{t('kiosk.pinRemove')}</Button>}
    >
      <p className="text-base text-ink-soft" data-testid="pin-state">
        {known.data && t(known.data.pin_set ? 'kiosk.pinIsSet' : 'kiosk.pinNotSet')}
      </p>
      {(['pin', 'again'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`kiosk.pin.${field}`)}
          {...(field === 'pin' && { hint: t('kiosk.pinRule'), focusFirst: true })}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={form.draft[field]}
          onChange={(value) => form.put({ [field]: value })}
          error={form.faultOf(field)}
          data-testid={`pin-${field}`}
        />
      ))}
    </RecordDialog>
  );
}
