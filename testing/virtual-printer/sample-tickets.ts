import type { Language } from '#shared/domain/language.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';

/** A ticket in each language, as a clinic of that country would print it. */
export function sampleTicket(language: Language, change: Partial<TicketContent> = {}): TicketContent {
  return {
    clinic: CLINICS[language],
    token: 'A-047',
    ...PLACES[language],
    peopleAhead: 4,
    waitMinutes: [15, 30],
    issuedAt: Date.UTC(2026, 2, 14, 9, 41),
    timeZone: 'Europe/Madrid',
    patientName: null,
    followUrl: 'https://clinic.example/t/0195f3a2-7c1e-7b42-9d0e-5f2c8a1b3d4e.k3v9Qx',
    language,
    ...change,
  };
}

const CLINICS: Record<Language, string> = {
  en: 'Riverside Health Clinic',
  es: 'Clínica Ñuñoa – Atención Primaria',
  fr: 'Maison de santé Sainte-Thérèse',
  de: 'Ärztehaus Müllerstraße',
  pt: 'Clínica São João da Conceição',
  ar: 'عيادة النهر الصحية',
  hi: 'श्री लक्ष्मी स्वास्थ्य केंद्र',
  zh: '河滨社区健康诊所',
};

const PLACES: Record<Language, Pick<TicketContent, 'service' | 'doctor' | 'place'>> = {
  en: { service: 'General consultation', doctor: 'Dr. O’Brien', place: 'Waiting area 2' },
  es: { service: 'Consulta general', doctor: 'Dra. Núñez', place: 'Sala de espera 2' },
  fr: { service: 'Médecine générale', doctor: 'Dr Lefèvre', place: 'Salle d’attente 2' },
  de: { service: 'Hausärztliche Sprechstunde', doctor: 'Dr. Weiß', place: 'Wartebereich 2' },
  pt: { service: 'Consulta geral', doctor: 'Dra. Conceição', place: 'Sala de espera 2' },
  ar: { service: 'استشارة عامة', doctor: 'Dr. Haddad', place: 'غرفة الانتظار 2' },
  hi: { service: 'सामान्य परामर्श', doctor: 'डॉ. क्षत्रिय', place: 'प्रतीक्षा कक्ष 2' },
  zh: { service: '全科门诊', doctor: '王医生', place: '二号候诊区' },
};
