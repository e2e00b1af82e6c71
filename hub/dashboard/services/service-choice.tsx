import { useTranslation } from 'react-i18next';
import type { ServiceRow } from '#shared/protocol/api/directory.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { useLocalize } from '#dashboard/listing/use-localize.ts';

type Props = { services: readonly ServiceRow[]; value: number; onChange: (id: number) => void };

/** The service that somebody works for. */
export function ServiceChoice({ services, value, onChange }: Props) {
  const { t } = useTranslation();
  const localize = useLocalize();
  return (
    <ChoiceField
      label={t('doctors.service')}
      choices={services.map(({ id, name }) => ({ id: String(id), name: localize(name) }))}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
