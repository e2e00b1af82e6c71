import type { LocationSettingValue } from '#shared/protocol/settings.ts';

export type KioskDraft = LocationSettingValue<'kiosk'>;
export type PutKiosk = (change: Partial<KioskDraft>) => void;
