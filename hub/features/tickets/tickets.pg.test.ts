import { createCanvas } from '@napi-rs/canvas';
import { and, desc, eq } from 'drizzle-orm';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { ticketSettingsSchema } from '#shared/domain/settings/ticket-settings.ts';
import { bitmapFromRgba, isBlack } from '#shared/ticket/raster/bitmap.ts';
import { drawLogo } from '#shared/ticket/raster/draw-logo.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { readQr } from '#testing/virtual-printer/read-qr.ts';

const hub = useHub();
let locationId = 0;
let headers: { authorization: string };
beforeEach(async () => {
  const name = { text: 'Riverside', translations: { ar: 'عيادة النهر' } };
  locationId = (await insertLocation(hub.database.db, { name })).id;
  await insertService(hub.database.db, { locationId, name: { text: 'Dentist' } });
  headers = await hub.staffHeaders(locationId, 'manager');
});

type Answer<T> = { status: number; data: T; error?: { code: string } };
async function post<T>(path: string, body: unknown, as = headers): Promise<Answer<T>> {
  const response = await hub.post(path, body, as);
  return { status: response.status, ...((await response.json()) as { data: T }) };
}
type Picture = { png: string; width: number; height: number };
const preview = async (body: object, as = headers) =>
  post<Picture>('/api/tickets/preview', { value: {}, language: 'en', paper: 80, ...body }, as);
type Logo = { logo_png: string; width: number; height: number };
const prepare = async (file: Buffer) => post<Logo>('/api/tickets/logo', { image: file.toString('base64') });

function picture(
  width: number,
  height: number,
  colour: string,
  type: 'image/png' | 'image/jpeg' = 'image/png',
): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return type === 'image/png' ? canvas.toBuffer(type) : canvas.toBuffer(type, 90);
}

describe('the preview of a ticket', () => {
  test.each(LANGUAGES.map(({ code }) => code))(
    'in %s, on both widths, has a code that a phone reads',
    async (language) => {
      const seen = new Set<string>();
      for (const [paper, dots] of [
        [58, 416],
        [80, 576],
      ] as const) {
        const { data } = await preview({ language, paper });
        const png = PNG.sync.read(Buffer.from(data.png, 'base64'));
        expect([png.width, png.height]).toEqual([data.width, data.height]);
        expect(data.width).toBe(dots + 48);
        const paperBitmap = bitmapFromRgba(new Uint8ClampedArray(png.data), png.width, png.height);
        expect(readQr(paperBitmap)).toMatch(/^http:\/\/hub\.example:8080\/t\//u);
        seen.add(data.png);
      }
      expect(seen.size).toBe(2);
    },
  );

  test('shows the draft and keeps nothing of it', async () => {
    const plain = await preview({});
    const logo = (await prepare(picture(800, 400, '#0a3d62'))).data.logo_png;
    const value = { header: { text: '12 River Street' }, footer: { text: 'Get well soon' }, logo_png: logo };
    const full = await preview({ value });
    expect(full.data.height).toBeGreaterThan(plain.data.height + 160 + 2 * 24);
    expect((await preview({ value: { show_qr: false } })).data.height).toBeLessThan(plain.data.height - 100);
    expect((await preview({ copy_no: 2 })).data.height).toBeGreaterThan(plain.data.height + 60);
    expect((await preview({ value: { patient_name: 'initials' } })).data.png).not.toBe(plain.data.png);
    expect((await preview({})).data.height).toBe(plain.data.height);
  });

  test('is for managers', async () => {
    const desk = await hub.staffHeaders(locationId, 'front_desk');
    expect((await preview({}, desk)).error?.code).toBe('auth.forbidden');
  });
});

describe('a logo', () => {
  test.each([
    ['png', picture(2000, 1000, '#123')],
    ['jpeg', picture(2000, 1000, '#123', 'image/jpeg')],
  ])('from a %s becomes as large as paper takes it', async (_type, file) => {
    const { data } = await prepare(file);
    expect([data.width, data.height]).toEqual([320, 160]);
    expect(ticketSettingsSchema.parse({ logo_png: data.logo_png }).logo_png).toBe(data.logo_png);
    const drawn = drawLogo(data.logo_png, 576);
    // All of one dark colour: all of its dots are black.
    expect(isBlack(drawn, 288, 80)).toBe(true);
    expect(isBlack(drawn, 288, 81)).toBe(true);
    expect(isBlack(drawn, 60, 80)).toBe(false);
  });

  test('is refused with what is wrong with it', async () => {
    const script = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const enormous = picture(10, 10, '#000');
    enormous.writeUInt32BE(60_000, 16);
    enormous.writeUInt32BE(60_000, 20);
    const damaged = picture(300, 300, '#000').subarray(0, 60);
    const files: [Buffer, string][] = [
      [Buffer.from(script), 'ticket.logo_is_drawing'],
      [Buffer.from(`<?xml version="1.0"?><!-- logo -->${script}`), 'ticket.logo_is_drawing'],
      [Buffer.from('%PDF-1.7 nothing to see'), 'ticket.logo_not_a_picture'],
      [Buffer.from('GIF89a'), 'ticket.logo_not_a_picture'],
      [enormous, 'ticket.logo_too_large'],
      [damaged, 'ticket.logo_unreadable'],
      [picture(200, 80, '#fff'), 'ticket.logo_blank'],
      [createCanvas(200, 80).toBuffer('image/png'), 'ticket.logo_blank'],
    ];
    for (const [file, code] of files) expect((await prepare(file)).error?.code).toBe(code);
    expect((await post('/api/tickets/logo', { image: 'not base64!' })).error?.code).toBe('request.invalid');
    expect((await prepare(Buffer.alloc(13_000_000))).error?.code).toBe('request.too_large');
  });

  test('that somebody puts into the settings past all this is refused there or at the drawing', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    expect((await preview({ value: { logo_png: svg } })).error?.code).toBe('request.invalid');
    const bomb = picture(10, 10, '#000');
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect((await preview({ value: { logo_png: bomb.toString('base64') } })).error?.code).toBe(
      'ticket.logo_unreadable',
    );
  });
});

test("a clinic's ticket goes to its kiosks with the feed, and its logo's bytes into no log", async () => {
  const { logo_png: logo } = (await prepare(picture(400, 400, '#333'))).data;
  const value = { header: { text: 'Two', translations: { ar: 'اثنان' } }, logo_png: logo, patient_name: 'first_name' };
  const response = await fetch(`${hub.url}/api/settings/ticket`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ rev: 0, value }),
  });
  expect(response.status).toBe(200);
  const [row] = await hub.database.db
    .select()
    .from(feed)
    .where(and(eq(feed.locationId, locationId), eq(feed.entity, 'ticket_settings')))
    .orderBy(desc(feed.seq));
  expect(row).toMatchObject({ stream: 'clinic', rev: 1, payload: { ...value, show_qr: true } });
  const [entry] = await hub.database.db.select().from(auditLog).where(eq(auditLog.action, 'settings.change.ticket'));
  expect(JSON.stringify(entry?.details)).not.toContain(logo.slice(0, 80));
  expect(entry?.details).toMatchObject({ value: { logo_png: `${logo.length} characters` } });
});
