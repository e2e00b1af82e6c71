import type { LocalizedText } from '#shared/domain/language.ts';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';

/** What a clinic may change about its tickets. The facts on them are not a matter of taste and always there. */
export type TicketTemplate = {
  /** Under the clinic's name: an address, a slogan. */
  header: LocalizedText | null;
  /** At the foot: "Please tell the desk if you feel worse." */
  message: LocalizedText | null;
  /** A PNG, base64; scaled down to the paper and printed black on white. */
  logoPng: string | null;
  showPeopleAhead: boolean;
  showWait: boolean;
  showWaitingArea: boolean;
  showFollowQr: boolean;
};

export const PLAIN_TEMPLATE: TicketTemplate = {
  header: null,
  message: null,
  logoPng: null,
  showPeopleAhead: true,
  showWait: true,
  showWaitingArea: true,
  showFollowQr: true,
};

/** A clinic's settings as the composer takes them. */
export function templateOf(settings: TicketSettings): TicketTemplate {
  return {
    header: settings.header,
    message: settings.footer,
    logoPng: settings.show_logo ? settings.logo_png : null,
    showPeopleAhead: settings.show_people_ahead,
    showWait: settings.show_wait,
    showWaitingArea: settings.show_waiting_area,
    showFollowQr: settings.show_qr,
  };
}
