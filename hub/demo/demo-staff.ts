import type { LocalizedText } from '#shared/domain/language.ts';
import type { StaffRole } from '#hub/db/schema/staff.ts';

export type DemoStaff = {
  uid: string;
  role: StaffRole;
  email: string;
  displayName: LocalizedText;
  specialty?: LocalizedText;
  /** Places in DEMO_SERVICES and DEMO_STATIONS. */
  service?: number;
  station?: number;
};

const familyMedicine: LocalizedText = {
  text: 'Family medicine',
  translations: {
    es: 'Medicina familiar',
    fr: 'Médecine de famille',
    de: 'Hausärztin',
    pt: 'Medicina de família',
    ar: 'طب الأسرة',
    hi: 'पारिवारिक चिकित्सा',
    zh: '家庭医学',
  },
};

const internalMedicine: LocalizedText = {
  text: 'Internal medicine',
  translations: {
    es: 'Medicina interna',
    fr: 'Médecine interne',
    de: 'Innere Medizin',
    pt: 'Medicina interna',
    ar: 'الطب الباطني',
    hi: 'आंतरिक चिकित्सा',
    zh: '内科',
  },
};

const paediatrics: LocalizedText = {
  text: 'Paediatrics',
  translations: {
    es: 'Pediatría',
    fr: 'Pédiatrie',
    de: 'Kinderheilkunde',
    pt: 'Pediatria',
    ar: 'طب الأطفال',
    hi: 'बाल रोग',
    zh: '儿科',
  },
};

const laboratoryMedicine: LocalizedText = {
  text: 'Laboratory medicine',
  translations: {
    es: 'Medicina de laboratorio',
    fr: 'Biologie médicale',
    de: 'Labormedizin',
    pt: 'Medicina laboratorial',
    ar: 'طب المختبرات',
    hi: 'प्रयोगशाला चिकित्सा',
    zh: '检验医学',
  },
};

/** One account a role, and one a doctor. Their password is whatever ANTEROOM_DEMO_PASSWORD says. */
export const DEMO_STAFF: readonly DemoStaff[] = [
  {
    uid: '0198a000-0000-7000-8000-000000000031',
    role: 'front_desk',
    email: 'reception@demo.example',
    displayName: { text: 'Renée Okafor' },
  },
  {
    uid: '0198a000-0000-7000-8000-000000000032',
    role: 'manager',
    email: 'manager@demo.example',
    displayName: { text: 'Mateus Guimarães' },
  },
  {
    uid: '0198a000-0000-7000-8000-000000000033',
    role: 'admin',
    email: 'admin@demo.example',
    displayName: { text: 'Siobhán O’Neill' },
  },
  {
    uid: '0198a000-0000-7000-8000-000000000041',
    role: 'doctor',
    email: 'doctor.haddad@demo.example',
    displayName: { text: 'Dr. Layla Haddad', translations: { ar: 'د. ليلى حداد' } },
    specialty: familyMedicine,
    service: 0,
    station: 0,
  },
  {
    uid: '0198a000-0000-7000-8000-000000000042',
    role: 'doctor',
    email: 'doctor.wang@demo.example',
    displayName: { text: 'Dr. Wang Xiulan', translations: { zh: '王秀兰医生' } },
    specialty: internalMedicine,
    service: 0,
    station: 1,
  },
  {
    uid: '0198a000-0000-7000-8000-000000000043',
    role: 'doctor',
    email: 'doctor.nunez@demo.example',
    displayName: { text: 'Dra. Inés Núñez-Ibáñez' },
    specialty: paediatrics,
    service: 0,
    station: 2,
  },
  {
    uid: '0198a000-0000-7000-8000-000000000044',
    role: 'doctor',
    email: 'doctor.krishnan@demo.example',
    displayName: { text: 'Dr. Arjun Krishnan', translations: { hi: 'डॉ. अर्जुन कृष्णन' } },
    specialty: laboratoryMedicine,
    service: 1,
    station: 3,
  },
];
