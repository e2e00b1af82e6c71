import { hkdfSync } from 'node:crypto';

/** One key for each purpose, so that what is made for one can never be passed off as another. */
export type HubKeys = {
  accessToken: Uint8Array;
  refreshToken: Uint8Array;
  patientToken: Uint8Array;
  pairingCode: Uint8Array;
  rateLimit: Uint8Array;
  /** Of the hashes by which kiosks recognise who has an appointment. */
  kioskMatch: Uint8Array;
  knownBrowser: Uint8Array;
  ssoAttempt: Uint8Array;
};

export function deriveKeys(secret: string): HubKeys {
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', `anteroom ${purpose}`, 32));
  return {
    accessToken: derive('access token'),
    refreshToken: derive('refresh token'),
    patientToken: derive('patient token'),
    pairingCode: derive('pairing code'),
    rateLimit: derive('rate limit'),
    kioskMatch: derive('kiosk match'),
    knownBrowser: derive('known browser'),
    ssoAttempt: derive('sso attempt'),
  };
}
