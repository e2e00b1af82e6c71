import { useTranslation } from 'react-i18next';
import { listLocations } from '#shared/protocol/api/locations.ts';
import type { ServiceRow } from '#shared/protocol/api/directory.ts';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { feesWith, majorOf, minorOf } from './fee-amounts.ts';
import type { KioskDraft } from './kiosk-draft.ts';

type Fees = KioskDraft['fees'];
type Props = { fees: Fees; services: readonly ServiceRow[]; onChange: (fees: Fees) => void };

/** What the payment step asks for, by service; nothing is free of charge. */
export function FeeFields({ fees, services, onChange }: Props) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { session } = useDashboard();
  const locationId = useStore(session.store, (s) => (s.status === 'signed_in' ? s.user.location_id : null));
  const locations = useList('locations', listLocations, {});
  const currency = locations.data?.find(({ id }) => id === locationId)?.currency;
  if (currency === undefined) return null;
  return (
    <FieldGroup title={t('kiosk.fees')} hint={t('kiosk.feesHint')}>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-4">
        {services.map(({ uid, name }) => (
          <NumberField
            key={uid}
            label={localize(name)}
            value={majorOf(fees.find((fee) => fee.serviceUid === uid)?.amountMinor ?? 0, currency)}
            onChange={(amount) => onChange(feesWith(fees, uid, minorOf(amount, currency), currency))}
            min={0}
            max={majorOf(100_000_000, currency)}
            step={majorOf(1, currency)}
            currency={currency}
            data-testid={`fee-${uid}`}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
