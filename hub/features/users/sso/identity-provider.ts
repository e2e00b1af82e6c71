import * as oidc from 'openid-client';
import type { OidcConfig } from '#hub/config-services.ts';
import type { SsoAttempt } from './sso-attempt.ts';

const TIMEOUT_SECONDS = 10;

export type IdentityProvider = {
  /** Where to send the browser, and what to remember of it. */
  begin(): Promise<{ url: URL; attempt: SsoAttempt }>;
  /** The e-mail address that the provider has verified; null when it gives none. Throws for an answer that is not good. */
  finish(answer: URL, attempt: SsoAttempt): Promise<string | null>;
};

/** The clinic's own accounts, over OpenID Connect: authorization code with PKCE, state and nonce. */
export function createIdentityProvider(config: OidcConfig): IdentityProvider {
  let discovered: Promise<oidc.Configuration> | null = null;

  /** Asked once; a provider that was away is asked again next time. */
  async function discover(): Promise<oidc.Configuration> {
    discovered ??= discoverProvider(config).catch((error: unknown) => {
      discovered = null;
      throw error;
    });
    return discovered;
  }

  return {
    async begin() {
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: config.redirectUrl,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      });
      return { url, attempt };
    },

    async finish(answer, attempt) {
      const provider = await discover();
      // As registered: behind a proxy the hub may see itself under another address.
      const here = new URL(config.redirectUrl);
      here.search = answer.search;
      const tokens = await oidc.authorizationCodeGrant(provider, here, {
        pkceCodeVerifier: attempt.codeVerifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return null;
      const said =
        claims['email'] === undefined ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims;
      // An address that someone merely typed at the provider would make them whoever they like here.
      return said['email_verified'] === true && typeof said['email'] === 'string' ? said['email'] : null;
    },
  };
}

async function discoverProvider({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  // The settings allow this for a provider on this very machine alone.
  const execute = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(url, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
}
