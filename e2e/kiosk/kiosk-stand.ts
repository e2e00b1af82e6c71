import { fileURLToPath } from 'node:url';
import { startBrowserHost } from '#shared/device/bridge-host/start-browser-host.ts';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { requireIdentity, saveHubFacts } from '#shared/device/identity/identity.store.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { bookingCodeText, phoneBirthText } from '#shared/domain/match-text.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import { kioskSettingsSchema } from '#kiosk/kiosk-settings.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { matchHash } from '#kiosk/lookup/match-hash.ts';
import { startKiosk, type Kiosk } from '#kiosk/start-kiosk.ts';
import { LOCATION, newFolder, openPairedDevice, removeFolder, silentLog } from '#testing/device/device-world.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';

export const STAFF_PIN = '246813';
export const BOOKING_CODE = '0198c5a0-0000-7000-8000-0000000000f0';
const MATCH_KEY = Buffer.alloc(32, 7).toString('base64url');
const PAGE = process.env['ANTEROOM_KIOSK_PAGE'] ?? fileURLToPath(new URL('../../dist/kiosk', import.meta.url));

export type KioskStand = { url: string; kiosk: Kiosk; close(): Promise<void> };
export type StandOptions = {
  paired?: boolean;
  printer?: string;
  /** Minutes from now, of appointments that share phone and birth date; the first has the booking code. */
  appointments?: readonly number[];
  settings?: Record<string, unknown>;
  blockedBy?: 'device.revoked' | 'device.forked';
  prepare?: (db: DeviceDatabase) => void;
  /** Left out: the machine's own. */
  clock?: Clock;
};

/** The phone and the birth date under which the stand's appointments are booked. */
export const BOOKED = { phone: '020 7946 0958', birthDate: '1984-05-05' } as const;

/** A whole kiosk in this process, without a hub: as one that was paired once and has lost its line. */
export async function openKioskStand(options: StandOptions = {}): Promise<KioskStand> {
  const folder = newFolder();
  if (options.paired === false) closeDatabase(openDatabase({ file: `${folder}/kiosk.sqlite` }));
  else fillStore(folder, options);
  const kiosk = startKiosk(
    kioskSettingsSchema.parse({
      ANTEROOM_DATA_DIR: folder,
      ANTEROOM_POKES: 'false',
      ANTEROOM_STAFF_PIN: STAFF_PIN,
      ANTEROOM_PRINTER: options.printer,
    }),
    silentLog,
    options.clock ? { world: { ports: { ...systemPorts(), clock: options.clock } } } : {},
  );
  const host = await startBrowserHost({ name: 'kiosk', port: 0, pageFolder: PAGE, bridge: kiosk.bridge });
  return {
    url: host.startUrl,
    kiosk,
    close: async () => {
      await host.close();
      await kiosk.stop();
      removeFolder(folder);
    },
  };
}

function fillStore(folder: string, options: StandOptions): void {
  const { appointments = [], settings, blockedBy, prepare, clock = Date.now } = options;
  const db = openPairedDevice(folder, { blockedBy: blockedBy ?? null });
  writeTransaction(db, (tx) => {
    saveHubFacts(tx, { hubEpoch: requireIdentity(tx).hubEpoch, location: LOCATION, matchKey: MATCH_KEY });
    const more = moreDirectory().map((row, n) => ({ ...row, seq: 3 + n, rev: 1 }));
    storeFeedPage(tx, { stream: 'queue', rows: more, head: 2 + more.length });
    const rows = [
      ...appointments.map((minutes, n) => appointmentRow(clock() + minutes * 60_000, n)),
      ...(settings
        ? [{ entity: 'kiosk_settings', uid: LOCATION.uid, payload: { uid: LOCATION.uid, ...settings } }]
        : []),
    ].map((row, n) => ({ ...row, seq: n + 1, rev: 1 }));
    if (rows.length > 0) storeFeedPage(tx, { stream: 'clinic', rows, head: rows.length });
  });
  prepare?.(db);
  closeDatabase(db);
}

const SERVICE = '0198c5a0-0000-7000-8000-0000000000b0';
const uidOf = (n: number): string => `0198c5a0-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;

function appointmentRow(startAt: number, n: number): { entity: string; uid: string; payload: AppointmentToday } {
  const uid = uidOf(50 + n);
  const code = n === 0 ? BOOKING_CODE : uid;
  const payload: AppointmentToday = {
    uid,
    bookingCodeHash: matchHash(MATCH_KEY, bookingCodeText(code)),
    phoneBirthHash: matchHash(MATCH_KEY, phoneBirthText(BOOKED.phone, BOOKED.birthDate, LOCATION.country)),
    doctorUid: '0198c5a0-0000-7000-8000-0000000000c0',
    serviceUid: SERVICE,
    startAt,
    status: 'booked',
  };
  return { entity: 'appointment_today', uid, payload };
}

function moreDirectory() {
  const service = (n: number, text: string, ar: string) => ({
    entity: 'service',
    uid: uidOf(n),
    payload: {
      uid: uidOf(n),
      name: { text, translations: { ar } },
      waitingArea: { text: 'Area 2', translations: { ar: 'المنطقة ٢' } },
      averageMinutes: 8,
      position: n,
      active: true,
    },
  });
  const doctor = (n: number, text: string, specialty: string) => ({
    entity: 'doctor',
    uid: uidOf(n),
    payload: {
      uid: uidOf(n),
      name: { text },
      specialty: { text: specialty },
      serviceUid: SERVICE,
      stationUid: null,
      position: n,
      active: true,
    },
  });
  return [
    service(10, 'Laboratory', 'المختبر'),
    service(11, 'Pharmacy', 'الصيدلية'),
    doctor(20, 'Dr Sánchez Ruiz', 'Family medicine'),
    doctor(21, 'Dr Al-Khatib', 'Internal medicine'),
  ];
}
