import { createCanvas, loadImage, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import { AppError } from '#shared/domain/errors.ts';

/** The widest paper has 576 dots; a logo takes four fifths of it. */
const MOST_WIDTH = 460;
const MOST_HEIGHT = 160;
/** Unpacked, a picture takes four bytes for each: a file of a few kilobytes may say that it is enormous. */
const MOST_PIXELS = 16_000_000;
const TAKEN = new Set(['png', 'jpg', 'webp']);
/** Of 255: paler than this prints as hardly a dot. */
const PALE = 200;

export type Logo = { png: Buffer; width: number; height: number };

/**
 * A clinic's picture as tickets print it: from black to white, as large as the widest paper takes it, nothing left of what
 * else the file held. Drawings (SVG) are programs as much as pictures and are not taken.
 *
 * Throws `ticket.logo_not_a_picture`, `ticket.logo_is_drawing`, `ticket.logo_too_large`, `ticket.logo_unreadable`,
 * `ticket.logo_blank`.
 */
export async function prepareLogo(file: Buffer): Promise<Logo> {
  const { width, height } = measure(file);
  if (width * height > MOST_PIXELS) throw new AppError('ticket.logo_too_large', { width, height });
  const image = await read(file);
  const scale = Math.min(1, MOST_WIDTH / image.width, MOST_HEIGHT / image.height);
  const size = {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size.width, size.height);
  printAsGreys(context, size);
  return { png: canvas.toBuffer('image/png'), ...size };
}

/** From its first bytes, before anything is unpacked. */
function measure(file: Buffer): { width: number; height: number } {
  try {
    const { width, height, type } = imageSize(file);
    if (type === 'svg') throw new AppError('ticket.logo_is_drawing');
    if (!TAKEN.has(type ?? '')) throw new AppError('ticket.logo_not_a_picture');
    return { width, height };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const isDrawing = /<svg[\s>]/iu.test(file.subarray(0, 4096).toString('latin1'));
    throw new AppError(isDrawing ? 'ticket.logo_is_drawing' : 'ticket.logo_not_a_picture', {}, { cause });
  }
}

async function read(file: Buffer): Promise<Image> {
  try {
    return await loadImage(file);
  } catch (cause) {
    throw new AppError('ticket.logo_unreadable', {}, { cause });
  }
}

/**
 * From the picture's darkest colour, which becomes black, to white: one in the clinic's green would else come out as a
 * pattern of dots. Throws `ticket.logo_blank`.
 */
function printAsGreys(context: SKRSContext2D, { width, height }: { width: number; height: number }): void {
  const picture = context.getImageData(0, 0, width, height);
  const { data } = picture;
  let darkest = 255;
  for (let at = 0; at < data.length; at += 4) {
    const grey = 0.2126 * (data[at] ?? 255) + 0.7152 * (data[at + 1] ?? 255) + 0.0722 * (data[at + 2] ?? 255);
    darkest = Math.min(darkest, grey);
    data[at] = grey;
  }
  if (darkest > PALE) throw new AppError('ticket.logo_blank');
  for (let at = 0; at < data.length; at += 4) {
    data.fill((((data[at] ?? 255) - darkest) * 255) / (255 - darkest), at, at + 3);
  }
  context.putImageData(picture, 0, 0);
}
