import { MOST_LOGO_BYTES, prepareTicketLogo } from '#shared/protocol/api/tickets.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';

export const prepareLogoRoute = defineUntransactedRoute(
  prepareTicketLogo,
  { roles: ['admin', 'manager'] },
  async ({ input }) => {
    // Only who draws needs the library that draws: a hub starts without it.
    const { prepareLogo } = await import('./prepare-logo.ts');
    const { png, width, height } = await prepareLogo(Buffer.from(input.image, 'base64'));
    return { logo_png: png.toString('base64'), width, height };
  },
  { bodyLimit: 2 * MOST_LOGO_BYTES },
);
