import { createCanvas } from '@napi-rs/canvas';
import { encodeTicket } from '#kiosk/printing/encode-ticket.ts';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import type { Language } from '#shared/domain/language.ts';

/**
 * How long a ticket takes from its content to the bytes that are sent. The floor is what cannot be avoided on this
 * machine: one copy of as many bytes, and for a drawn ticket the filling of one canvas of its size with its lines.
 */
const ROUNDS = 300;
const PROFILE = findPrinterProfile('epson-tm-t20');

type Timing = { first: number; median: number; p99: number; cpuP99: number };

type Contender = { name: string; work: () => unknown; first: number; samples: Cost[] };

/** One round of each after the other, so that whatever else the machine does weighs on all alike. */
function race(works: Record<string, () => unknown>): Record<string, Timing> {
  const contenders: Contender[] = Object.entries(works).map(([name, work]) => ({ name, work, first: 0, samples: [] }));
  for (const contender of contenders) contender.first = timed(contender.work).wall;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { work, samples } of contenders) samples.push(timed(work));
  }
  return Object.fromEntries(
    contenders.map(({ name, first, samples }) => {
      const at = (share: number, kind: keyof Cost) =>
        samples.map((cost) => cost[kind]).toSorted((x, y) => x - y)[Math.floor(ROUNDS * share)] ?? 0;
      return [name, { first, median: at(0.5, 'wall'), p99: at(0.99, 'wall'), cpuP99: at(0.99, 'cpu') }];
    }),
  );
}

type Cost = { wall: number; cpu: number };

/** By the clock on the wall, and by what this thread had of the processor: on a busy machine the first is mostly others'. */
function timed(work: () => unknown): Cost {
  const cpu = process.threadCpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.threadCpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
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

const latinBytes = encode('en')();
const timings = race({
  'Latin ticket (en)': encode('en'),
  'Latin ticket (de)': encode('de'),
  'drawn ticket (ar)': encode('ar'),
  'drawn ticket (hi)': encode('hi'),
  'drawn ticket (zh)': encode('zh'),
  [`floor: copy of ${latinBytes.length} bytes`]: () => Buffer.from(latinBytes),
  'floor: canvas, 9 lines, pixels': canvasFloor,
});

console.log('ms'.padEnd(36), ...['first', 'median', 'p99', 'cpu p99'].map((head) => head.padStart(9)));
for (const [name, { first, median, p99, cpuP99 }] of Object.entries(timings)) {
  console.log(name.padEnd(36), ...[first, median, p99, cpuP99].map((ms) => ms.toFixed(3).padStart(9)));
}
const group = (prefix: string): Timing[] =>
  Object.entries(timings).flatMap(([name, timing]) => (name.startsWith(prefix) ? [timing] : []));
const worst = (list: Timing[], key: keyof Timing) => Math.max(...list.map((timing) => timing[key]));
const canvas = worst(group('floor: canvas'), 'median');
console.log(
  JSON.stringify({
    bench: 'ticket-encode',
    // A drawn ticket against the least that drawing it can cost.
    ratio: Number((worst(group('drawn'), 'median') / canvas).toFixed(2)),
    latin_median_ms: Number(worst(group('Latin'), 'median').toFixed(3)),
    latin_p99_ms: Number(worst(group('Latin'), 'p99').toFixed(3)),
    latin_cpu_p99_ms: Number(worst(group('Latin'), 'cpuP99').toFixed(3)),
    latin_to_copy: Math.round(worst(group('Latin'), 'median') / worst(group('floor: copy'), 'median')),
    drawn_median_ms: Number(worst(group('drawn'), 'median').toFixed(3)),
    drawn_p99_ms: Number(worst(group('drawn'), 'p99').toFixed(3)),
    drawn_cpu_p99_ms: Number(worst(group('drawn'), 'cpuP99').toFixed(3)),
    canvas_floor_median_ms: Number(canvas.toFixed(3)),
    canvas_floor_p99_ms: Number(worst(group('floor: canvas'), 'p99').toFixed(3)),
  }),
);
