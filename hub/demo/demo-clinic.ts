import type { LocalizedText } from '#shared/domain/language.ts';

/** The clinic of the demo. Every `uid` is fixed, so that seeding again finds what it made before. */
export const DEMO_LOCATION = {
  uid: '0198a000-0000-7000-8000-000000000001',
  name: {
    text: 'Riverside Clinic',
    translations: {
      es: 'Clínica Ribera',
      fr: 'Clinique de la Rive',
      de: 'Klinik am Ufer',
      pt: 'Clínica Beira-Rio',
      ar: 'عيادة ضفة النهر',
      hi: 'रिवरसाइड क्लिनिक',
      zh: '河畔诊所',
    },
  },
  timeZone: 'America/New_York',
  cutoverHour: 4,
  language: 'en',
  country: 'US',
  currency: 'USD',
} as const;

type DemoService = { uid: string; name: LocalizedText; waitingArea: LocalizedText; averageMinutes: number };

export const DEMO_SERVICES = [
  {
    uid: '0198a000-0000-7000-8000-000000000011',
    name: {
      text: 'General practice',
      translations: {
        es: 'Medicina general',
        fr: 'Médecine générale',
        de: 'Allgemeinmedizin',
        pt: 'Clínica geral',
        ar: 'طب عام',
        hi: 'सामान्य चिकित्सा',
        zh: '全科门诊',
      },
    },
    waitingArea: {
      text: 'Waiting area 1',
      translations: {
        es: 'Sala de espera 1',
        fr: 'Salle d’attente 1',
        de: 'Wartebereich 1',
        pt: 'Sala de espera 1',
        ar: 'منطقة الانتظار 1',
        hi: 'प्रतीक्षा क्षेत्र 1',
        zh: '候诊区 1',
      },
    },
    averageMinutes: 12,
  },
  {
    uid: '0198a000-0000-7000-8000-000000000012',
    name: {
      text: 'Laboratory',
      translations: {
        es: 'Laboratorio',
        fr: 'Laboratoire',
        de: 'Labor',
        pt: 'Laboratório',
        ar: 'المختبر',
        hi: 'प्रयोगशाला',
        zh: '化验室',
      },
    },
    waitingArea: {
      text: 'Waiting area 2',
      translations: {
        es: 'Sala de espera 2',
        fr: 'Salle d’attente 2',
        de: 'Wartebereich 2',
        pt: 'Sala de espera 2',
        ar: 'منطقة الانتظار 2',
        hi: 'प्रतीक्षा क्षेत्र 2',
        zh: '候诊区 2',
      },
    },
    averageMinutes: 6,
  },
  {
    uid: '0198a000-0000-7000-8000-000000000013',
    name: {
      text: 'Pharmacy',
      translations: {
        es: 'Farmacia',
        fr: 'Pharmacie',
        de: 'Apotheke',
        pt: 'Farmácia',
        ar: 'الصيدلية',
        hi: 'दवाखाना',
        zh: '药房',
      },
    },
    waitingArea: {
      text: 'Waiting area 2',
      translations: {
        es: 'Sala de espera 2',
        fr: 'Salle d’attente 2',
        de: 'Wartebereich 2',
        pt: 'Sala de espera 2',
        ar: 'منطقة الانتظار 2',
        hi: 'प्रतीक्षा क्षेत्र 2',
        zh: '候诊区 2',
      },
    },
    averageMinutes: 4,
  },
] as const satisfies DemoService[];

function numbered(n: number): LocalizedText {
  return {
    text: `Room ${n}`,
    translations: {
      es: `Consulta ${n}`,
      fr: `Salle ${n}`,
      de: `Zimmer ${n}`,
      pt: `Sala ${n}`,
      ar: `غرفة ${n}`,
      hi: `कमरा ${n}`,
      zh: `${n} 号诊室`,
    },
  };
}

export const DEMO_STATIONS: readonly { uid: string; name: LocalizedText }[] = [
  { uid: '0198a000-0000-7000-8000-000000000021', name: numbered(1) },
  { uid: '0198a000-0000-7000-8000-000000000022', name: numbered(2) },
  { uid: '0198a000-0000-7000-8000-000000000023', name: numbered(3) },
  { uid: '0198a000-0000-7000-8000-000000000024', name: DEMO_SERVICES[1].name },
  { uid: '0198a000-0000-7000-8000-000000000025', name: DEMO_SERVICES[2].name },
];
