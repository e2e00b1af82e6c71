import { createCanvas } from '@napi-rs/canvas';
import { encodeTicket } from '#kiosk/printing/encode-ticket.ts';
import { findPrinterProfile } from '#kiosk/printing/profiles/printer-profiles.ts';
import { PLAIN_TEMPLATE } from '#kiosk/printing/ticket-template.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import type { Language } from '#shared/domain/language.ts';

/**
 * How long a ticket takes from its content to the bytes that are sent. The floor is what cannot be avoided on this
 * machine: one copy of as many bytes, and for a drawn ticket the filling of one canvas of its size with its lines.
 */
const ROUNDS = 300;
const PROFILE = findPrinterProfile('epson-tm-t20');

type Timing = { first: number; median: number; p99: number };

function time(work: () => unknown): Timing {
  const samples: number[] = [];
  const begun = performance.now();
  work();
  const first = performance.now() - begun;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    work();
    samples.push(performance.now() - start);
  }
  samples.sort((a, b) => a - b);
  const at = (share: number) => samples[Math.min(ROUNDS - 1, Math.floor(ROUNDS * share))] ?? 0;
  return { first, median: at(0.5), p99: at(0.99) };
}

function encode(language: Language): () => Buffer {
  const content = sampleTicket(language);
  return () => encodeTicket(content, 1, PLAIN_TEMPLATE, PROFILE);
}

const LINES = 9;

/** A canvas as large as the ticket's drawn lines, nine fillText, its pixels read once. */
function canvasFloor(): unknown {
  const height = 400;
  const context = createCanvas(PROFILE.dots, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PROFILE.dots, height);
  context.fillStyle = '#000';
  context.font = '29px "Ticket noto-sans latin"';
  for (let line = 0; line < LINES; line += 1) context.fillText('Please wait in the second area', 20, 40 + line * 40);
  return context.getImageData(0, 0, PROFILE.dots, height);
}

const rows: [string, Timing][] = [];
const measure = (name: string, work: () => unknown): Timing => {
  const timing = time(work);
  rows.push([name, timing]);
  return timing;
};

const latinBytes = encode('en')();
const latin = measure('Latin ticket (en)', encode('en'));
measure('Latin ticket (de)', encode('de'));
const arabic = measure('drawn ticket (ar)', encode('ar'));
const hindi = measure('drawn ticket (hi)', encode('hi'));
const chinese = measure('drawn ticket (zh)', encode('zh'));
const copy = measure(`floor: copy of ${latinBytes.length} bytes`, () => Buffer.from(latinBytes));
const canvas = measure(`floor: canvas, ${LINES} lines, pixels`, canvasFloor);

console.log('ms'.padEnd(36), 'first'.padStart(9), 'median'.padStart(9), 'p99'.padStart(9));
for (const [name, { first, median, p99 }] of rows) {
  console.log(name.padEnd(36), ...[first, median, p99].map((ms) => ms.toFixed(3).padStart(9)));
}
const drawn = Math.max(arabic.p99, hindi.p99, chinese.p99);
console.log(
  JSON.stringify({
    bench: 'ticket-encode',
    ratio: Number((Math.max(arabic.median, hindi.median, chinese.median) / canvas.median).toFixed(2)),
    latin_p99_ms: Number(latin.p99.toFixed(3)),
    latin_to_copy: Math.round(latin.median / copy.median),
    drawn_p99_ms: Number(drawn.toFixed(3)),
    canvas_floor_median_ms: Number(canvas.median.toFixed(3)),
  }),
);
