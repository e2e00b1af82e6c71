import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '#shared/domain/language.ts';
import { changeStation, createStation, type StationRow } from '#shared/protocol/api/directory.ts';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { nameFault } from '#dashboard/listing/name-fault.ts';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';

const NO_TEXT: LocalizedText = { text: '' };

export function StationDialog({ station, onClose }: { station: StationRow | null; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSave('stations', 'queue');
  const form = useRecordForm({
    initial: { name: station?.name ?? NO_TEXT, active: station?.active ?? true },
    check: (draft) => nameFault(t, draft.name),
    async save(body) {
      await (station ? save(changeStation, { params: { id: station.id }, body }) : save(createStation, { body }));
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  return (
    <RecordDialog title={t(station ? 'stations.change' : 'stations.add')} form={form} onClose={onClose}>
      <LocalizedField
        label={t('field.name')}
        hint={t('stations.nameHint')}
        value={draft.name}
        onChange={(name) => put({ name })}
        error={faultOf('name')}
        focusFirst
        data-testid="station-name"
      />
      <SwitchField
        label={t('stations.inUse')}
        hint={t('stations.inUseHint')}
        value={draft.active}
        onChange={(active) => put({ active })}
      />
    </RecordDialog>
  );
}
