import { previewTicket } from '#shared/protocol/api/tickets.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { sampleContent } from './sample-content.ts';

/** The usual printer of each width: one with letters of its own, which most are. */
const PRINTERS = { 80: 'epson-tm-t20', 58: 'epson-tm-m30-58' } as const;
const USUAL_ADDRESS = 'http://hub.example:8080';

export const previewTicketRoute = defineUntransactedRoute(
  previewTicket,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, hub, now }) => {
    const { value, language, paper } = input;
    const place = { locationId: actor.locationId, hubUrl: hub.config.publicUrl ?? USUAL_ADDRESS };
    const content = await sampleContent(hub.db, place, language, value.patient_name, now());
    // Only who draws needs the library that draws: a hub starts without it.
    const { drawPreview } = await import('./draw-preview.ts');
    const { png, width, height } = drawPreview(content, input.copy_no, value, PRINTERS[paper]);
    return { png: png.toString('base64'), width, height };
  },
);
