import type { Language } from '#shared/domain/language.ts';

export type TicketTexts = {
  yourNumber: string;
  /** `{name}` is a first name or initials. */
  forPatient: string;
  service: string;
  doctor: string;
  waitHere: string;
  /** `{count}` is at least 1. A label and a figure, so that no language needs its plurals. */
  ahead: string;
  youAreNext: string;
  wait: string;
  waitAbout: string;
  toPay: string;
  followByPhone: string;
  /** `{copy}` is 2 or more. */
  copy: string;
  test: string;
};

export const TICKET_TEXTS: Record<Language, TicketTexts> = {
  en: {
    yourNumber: 'Your number',
    forPatient: 'For {name}',
    service: 'Service: {service}',
    doctor: 'Doctor: {doctor}',
    waitHere: 'Please wait here',
    ahead: 'People before you: {count}',
    youAreNext: 'You are next',
    wait: 'Expected wait: {from}–{to} min',
    waitAbout: 'Expected wait: about {to} min',
    toPay: 'To pay at the desk: {amount}',
    followByPhone: 'Scan to follow your place in the queue on your phone',
    copy: 'COPY {copy}',
    test: 'Test page',
  },
  es: {
    yourNumber: 'Su número',
    forPatient: 'Para {name}',
    service: 'Servicio: {service}',
    doctor: 'Médico: {doctor}',
    waitHere: 'Espere aquí',
    ahead: 'Personas antes que usted: {count}',
    youAreNext: 'El siguiente turno es el suyo',
    wait: 'Espera prevista: {from}–{to} min',
    waitAbout: 'Espera prevista: unos {to} min',
    toPay: 'A pagar en recepción: {amount}',
    followByPhone: 'Escanee el código para seguir su turno en el teléfono',
    copy: 'COPIA {copy}',
    test: 'Página de prueba',
  },
  fr: {
    yourNumber: 'Votre numéro',
    forPatient: 'Pour {name}',
    service: 'Service : {service}',
    doctor: 'Médecin : {doctor}',
    waitHere: 'Veuillez patienter ici',
    ahead: 'Personnes avant vous : {count}',
    youAreNext: 'Le prochain tour est le vôtre',
    wait: 'Attente estimée : {from}–{to} min',
    waitAbout: 'Attente estimée : environ {to} min',
    toPay: 'À régler à l’accueil : {amount}',
    followByPhone: 'Scannez pour suivre votre tour sur votre téléphone',
    copy: 'COPIE {copy}',
    test: 'Page de test',
  },
  de: {
    yourNumber: 'Ihre Nummer',
    forPatient: 'Für {name}',
    service: 'Bereich: {service}',
    doctor: 'Arzt/Ärztin: {doctor}',
    waitHere: 'Bitte warten Sie hier',
    ahead: 'Personen vor Ihnen: {count}',
    youAreNext: 'Sie sind als Nächstes dran',
    wait: 'Voraussichtliche Wartezeit: {from}–{to} Min.',
    waitAbout: 'Voraussichtliche Wartezeit: etwa {to} Min.',
    toPay: 'Am Empfang zu zahlen: {amount}',
    followByPhone: 'Code scannen und den Platz in der Warteschlange am Handy verfolgen',
    copy: 'KOPIE {copy}',
    test: 'Testseite',
  },
  pt: {
    yourNumber: 'O seu número',
    forPatient: 'Para {name}',
    service: 'Serviço: {service}',
    doctor: 'Médico: {doctor}',
    waitHere: 'Aguarde aqui',
    ahead: 'Pessoas à sua frente: {count}',
    youAreNext: 'A próxima vez é a sua',
    wait: 'Espera prevista: {from}–{to} min',
    waitAbout: 'Espera prevista: cerca de {to} min',
    toPay: 'A pagar na receção: {amount}',
    followByPhone: 'Leia o código para acompanhar a sua vez no telefone',
    copy: 'CÓPIA {copy}',
    test: 'Página de teste',
  },
  ar: {
    yourNumber: 'رقمك',
    forPatient: 'باسم {name}',
    service: 'الخدمة: {service}',
    doctor: 'الطبيب: {doctor}',
    waitHere: 'يرجى الانتظار هنا',
    ahead: 'عدد المنتظرين قبلك: {count}',
    youAreNext: 'دورك هو التالي',
    wait: 'الانتظار المتوقع: من {from} إلى {to} دقيقة',
    waitAbout: 'الانتظار المتوقع: حوالي {to} دقيقة',
    toPay: 'المبلغ المطلوب عند الاستقبال: {amount}',
    followByPhone: 'امسح الرمز لمتابعة دورك على هاتفك',
    copy: 'نسخة {copy}',
    test: 'صفحة اختبار',
  },
  hi: {
    yourNumber: 'आपका नंबर',
    forPatient: '{name} के लिए',
    service: 'सेवा: {service}',
    doctor: 'डॉक्टर: {doctor}',
    waitHere: 'कृपया यहाँ प्रतीक्षा करें',
    ahead: 'आपसे पहले प्रतीक्षारत: {count}',
    youAreNext: 'अगली बारी आपकी है',
    wait: 'अनुमानित प्रतीक्षा: {from}–{to} मिनट',
    waitAbout: 'अनुमानित प्रतीक्षा: लगभग {to} मिनट',
    toPay: 'काउंटर पर देय: {amount}',
    followByPhone: 'अपने फ़ोन पर अपनी बारी देखने के लिए कोड स्कैन करें',
    copy: 'प्रति {copy}',
    test: 'परीक्षण पृष्ठ',
  },
  zh: {
    yourNumber: '您的号码',
    forPatient: '{name}',
    service: '服务：{service}',
    doctor: '医生：{doctor}',
    waitHere: '请在此等候',
    ahead: '您前面的人数：{count}',
    youAreNext: '下一位就是您',
    wait: '预计等候：{from}–{to} 分钟',
    waitAbout: '预计等候：约 {to} 分钟',
    toPay: '请到前台支付：{amount}',
    followByPhone: '扫描二维码，用手机查看排队进度',
    copy: '副本 {copy}',
    test: '测试页',
  },
};
