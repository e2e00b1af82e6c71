import type { Instant } from '#shared/domain/ports.ts';

/**
 * What Postgres can hold of whatever a device sent. An op is kept even when its content is broken, so storing it must
 * never fail: Postgres refuses NUL and lone surrogates in text and jsonb, numbers beyond its numeric, and nesting that
 * exhausts its stack.
 */
const MAX_DEPTH = 32;

/** An escape that `JSON.stringify` writes only for NUL and lone surrogates, not preceded by an escaped backslash. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/u;

/** Verbatim where it can be; otherwise as a JSON string literal, which loses nothing. */
export function storableText(text: string): string {
  return text.includes('\0') || !text.isWellFormed() ? JSON.stringify(text) : text;
}

/** JSON text for a jsonb column, or null when the payload is no JSON that Postgres can hold. */
export function storableJson(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isShallow(value, MAX_DEPTH)) return null;
  const written = JSON.stringify(value);
  return written.includes('\\u') && UNSTORABLE_ESCAPE.test(written) ? null : written;
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((child) => isShallow(child, depth - 1));
}

const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T00:00:00Z');

/** A device's clock may say anything; what is out of a timestamp's range is kept at its nearest end. */
export function storableInstant(instant: Instant): Instant {
  return Math.min(Math.max(instant, EARLIEST), LATEST);
}

/** Postgres' INTEGER. */
export function storableInt(value: number): number {
  return Math.min(Math.max(value, -2_147_483_648), 2_147_483_647);
}

/** There is a year 0 in ISO 8601 and none in Postgres. */
export function storableDate(date: string): string | null {
  return date.startsWith('0000') ? null : date;
}
