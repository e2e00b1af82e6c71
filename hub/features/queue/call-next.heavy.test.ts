import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { queueEvents, queueManagement, waitPredictions } from '#hub/db/schema/queue.ts';
import { HUB_PARTS } from '#hub/parts.ts';
import { openWaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const CALLERS = 50;
const PATIENTS = 1_000;

const hub = useHub({ parts: HUB_PARTS });

test('50 desks at two hubs call 1,000 patients: nobody twice, nobody missed, no deadlock, emergencies first', async () => {
  const twin = await hub.startTwin();
  try {
    const room = await openWaitingRoom(hub.hub);
    const staff = await hub.staffHeaders(room.locationId, 'front_desk');
    await room.checkIn(PATIENTS);
    const rows = await hub.hub.db
      .select({ id: queueManagement.id })
      .from(queueManagement)
      .where(eq(queueManagement.locationId, room.locationId));
    const emergencies = rows.filter((_, index) => index % 100 === 99).map(({ id }) => id);
    for (const id of emergencies) {
      const raised = await hub.post(`/api/queue/${id}/events`, { type: 'raise_to_emergency' }, staff);
      expect(raised.status).toBe(200);
    }

    const called: number[] = [];
    const desk = async (_: unknown, index: number): Promise<void> => {
      const url = index % 2 === 0 ? hub.url : twin.url;
      const headers = { 'content-type': 'application/json', ...staff };
      const body = JSON.stringify({ doctor_id: null, service_id: room.service.id, station_id: room.station.id });
      for (;;) {
        const answer = await fetch(`${url}/api/queue/call-next`, { method: 'POST', headers, body });
        expect(answer.status).toBe(200);
        const { data } = (await answer.json()) as { data: { called: QueueRow | null } };
        if (!data.called) return;
        called.push(data.called.id);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, desk));

    expect(called.length).toBe(PATIENTS);
    expect(new Set(called).size).toBe(PATIENTS);
    // Fifty who press at once get the first fifty; who answers first is chance.
    expect(emergencies.every((id) => called.indexOf(id) < CALLERS + emergencies.length)).toBe(true);
    const calls = await hub.hub.db.$count(queueEvents, eq(queueEvents.type, 'call'));
    expect(calls).toBe(PATIENTS);
    expect(await hub.hub.db.$count(queueManagement, eq(queueManagement.currentStatus, 'waiting'))).toBe(0);
    const told = await hub.hub.db.$count(waitPredictions, eq(waitPredictions.locationId, room.locationId));
    expect(told).toBeLessThanOrEqual(PATIENTS);
    expect(hub.logLines.filter((line) => /deadlock|"level":50/u.test(line))).toEqual([]);
  } finally {
    await twin.stop();
  }
});
