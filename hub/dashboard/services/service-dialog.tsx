import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '#shared/domain/language.ts';
import { changeService, createService, type ServiceRow } from '#shared/protocol/api/directory.ts';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { nameFault } from '#dashboard/listing/name-fault.ts';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';

const NO_TEXT: LocalizedText = { text: '' };

export function ServiceDialog({ service, onClose }: { service: ServiceRow | null; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSave('services', 'queue');
  const form = useRecordForm({
    initial: {
      name: service?.name ?? NO_TEXT,
      waiting_area: service?.waiting_area ?? NO_TEXT,
      average_minutes: service?.average_minutes ?? 10,
      active: service?.active ?? true,
    },
    check: (draft) => nameFault(t, draft.name),
    async save(draft) {
      const body = { ...draft, waiting_area: draft.waiting_area.text.trim() === '' ? null : draft.waiting_area };
      await (service ? save(changeService, { params: { id: service.id }, body }) : save(createService, { body }));
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  return (
    <RecordDialog title={t(service ? 'services.change' : 'services.add')} form={form} onClose={onClose}>
      <LocalizedField
        label={t('field.name')}
        value={draft.name}
        onChange={(name) => put({ name })}
        error={faultOf('name')}
        focusFirst
        data-testid="service-name"
      />
      <LocalizedField
        label={t('services.waitingArea')}
        hint={t('services.waitingAreaHint')}
        value={draft.waiting_area}
        onChange={(waiting_area) => put({ waiting_area })}
        error={faultOf('waiting_area')}
      />
      <NumberField
        label={t('services.averageMinutes')}
        hint={t('services.averageMinutesHint')}
        value={draft.average_minutes}
        onChange={(average_minutes) => put({ average_minutes })}
        min={1}
        max={480}
        unit="minute"
      />
      <SwitchField
        label={t('services.offered')}
        hint={t('services.offeredHint')}
        value={draft.active}
        onChange={(active) => put({ active })}
      />
    </RecordDialog>
  );
}
