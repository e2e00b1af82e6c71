import { z } from 'zod';

/** Far enough for anyone born and anything planned, and near enough for every database and calendar. */
const EARLIEST = '1850-01-01';
const LATEST = '2199-12-31';

const isNear = (text: string): boolean => text.slice(0, 10) >= EARLIEST && text.slice(0, 10) <= LATEST;
const TOO_FAR = `must lie between ${EARLIEST} and ${LATEST}`;

/** `YYYY-MM-DD`. */
export const calendarDateSchema = z.iso.date().refine(isNear, TOO_FAR);

/** A point in time with a `Z` or an offset: without one it would be another time for everyone who reads it. */
export const instantTextSchema = z.iso.datetime({ offset: true }).refine(isNear, TOO_FAR);
