import type { DeviceReader } from '#shared/device/db/device-database.ts';
import type { Service } from '#shared/protocol/entities.ts';
import { stepsToAsk } from '#shared/protocol/kiosk-settings.ts';
import type { VisitPayment } from '#shared/protocol/sync/check-in-op.ts';
import { readKioskSettings } from '#kiosk/settings/read-kiosk-settings.ts';

/**
 * What the visit costs and how it is to be paid; null where the clinic asks for nothing at the kiosk. The amount is the
 * device's own: the page only says how.
 */
export function readFee(
  reader: DeviceReader,
  service: Service,
  method: VisitPayment['method'] = 'desk',
): VisitPayment | null {
  const settings = readKioskSettings(reader);
  if (!stepsToAsk(settings).includes('payment')) return null;
  const fee = settings.fees.find(({ serviceUid }) => serviceUid === service.uid);
  if (!fee) return null;
  return { method, amountMinor: fee.amountMinor, currency: fee.currency, settled: false, reference: null };
}
