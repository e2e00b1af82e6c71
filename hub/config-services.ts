import type { Variables } from './config-variables.ts';
import { StartError } from './start-error.ts';

export type OidcConfig = { issuer: string; clientId: string; clientSecret: string; redirectUrl: string };
export type SmtpConfig = { host: string; port: number; auth: { user: string; pass: string } | null; from: string };
export type TwilioConfig = { accountSid: string; authToken: string; phoneNumber: string };

/** What the hub reaches others by; each is there whole or not at all. Throws StartError for one that is half there. */
export function readServices(read: Variables): {
  oidc: OidcConfig | null;
  smtp: SmtpConfig | null;
  twilio: TwilioConfig | null;
} {
  return { oidc: readOidc(read), smtp: readSmtp(read), twilio: readTwilio(read) };
}

function readOidc(read: Variables): OidcConfig | null {
  const given = allOrNone(read, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URL']);
  if (!given) return null;
  const [issuer, clientId, clientSecret, redirectUrl] = given;
  return { issuer, clientId, clientSecret, redirectUrl };
}

function readSmtp(read: Variables): SmtpConfig | null {
  // A port alone is its default and asks for nothing.
  const given = allOrNone(read, ['SMTP_HOST', 'SMTP_FROM']);
  const auth = allOrNone(read, ['SMTP_USER', 'SMTP_PASS']);
  if (auth && !given) throw new StartError('SMTP_USER and SMTP_PASS need SMTP_HOST and SMTP_FROM beside them.');
  if (!given) return null;
  return { host: given[0], port: read.SMTP_PORT, auth: auth && { user: auth[0], pass: auth[1] }, from: given[1] };
}

function readTwilio(read: Variables): TwilioConfig | null {
  const given = allOrNone(read, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER']);
  return given && { accountSid: given[0], authToken: given[1], phoneNumber: given[2] };
}

type TextVariable = {
  [K in keyof Variables]-?: Variables[K] extends string | undefined ? K : never;
}[keyof Variables];

function allOrNone<const K extends readonly TextVariable[]>(
  read: Variables,
  names: K,
): { [I in keyof K]: string } | null {
  const missing = names.filter((name) => read[name] === undefined);
  if (missing.length === names.length) return null;
  if (missing.length === 0) return names.map((name) => read[name]) as { [I in keyof K]: string };
  const there = names.filter((name) => !missing.includes(name)).join(' and ');
  throw new StartError(`${there} needs ${missing.join(' and ')} beside it; set all of them or none.`);
}
