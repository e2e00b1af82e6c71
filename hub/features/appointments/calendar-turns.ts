/** Runs work on one doctor's calendar after all that was asked for before. */
export type CalendarTurns = { take<T>(doctorId: number, work: () => Promise<T>): Promise<T> };

/**
 * Those who want one doctor's calendar wait here for each other, before they have a connection, and not in the database
 * (`lockDoctorCalendars`), each with a connection that others need. Between processes it is the database's lock that counts.
 */
export function createCalendarTurns(): CalendarTurns {
  const last = new Map<number, Promise<unknown>>();
  return {
    async take(doctorId, work) {
      const before = last.get(doctorId) ?? Promise.resolve();
      const mine = before.then(work, work);
      // What became of it is for who asked; those behind only wait for it to be over.
      const over = mine.catch(() => undefined);
      last.set(doctorId, over);
      try {
        return await mine;
      } finally {
        if (last.get(doctorId) === over) last.delete(doctorId);
      }
    },
  };
}
