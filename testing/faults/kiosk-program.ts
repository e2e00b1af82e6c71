import { eq } from 'drizzle-orm';
import type { CheckInStep } from '#kiosk/check-in.ts';
import { kioskSettingsSchema } from '#kiosk/kiosk-settings.ts';
import { startKiosk } from '#kiosk/start-kiosk.ts';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { printJob, replica, visit } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { listDisputedOps, readOutboxState } from '#shared/device/op-log/op-log.queries.ts';
import { readSettings } from '#shared/device/program/device-settings.ts';
import { explainStartError } from '#shared/device/program/explain-start-error.ts';
import { programLog } from '#shared/device/program/program-log.ts';
import { readServiceDay } from '#shared/device/service-day/service-day.store.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import type { KioskAnswer, KioskQuestion, StoreView } from './kiosk-talk.ts';

/**
 * The whole kiosk but for its window, on its own settings, as a process that can be killed, and whose clock and machine
 * can be another's. `FAULT_MACHINE` is the machine's id, `FAULT_CLOCK_OFF` how many ms its clock is off from the start.
 */
let clockOff = Number(process.env['FAULT_CLOCK_OFF'] ?? 0);
let lastStep: CheckInStep | null = null;
const system = systemPorts();
const ports = { ...system, clock: () => system.clock() + clockOff };

const kiosk = start();
const { device } = kiosk;
const { db } = device;
let lastId = 0;
const waiting = new Map<number, (message: BridgeMessage) => void>();
const page = kiosk.bridge.connect((message) => {
  if (message.type !== 'topic') waiting.get(message.id)?.(message);
});
process.on('message', (question: KioskQuestion) => {
  void answer(question).then(tell);
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void kiosk.stop().then(() => process.exit(0)));
tell({ type: 'ready' });

function start() {
  try {
    const settings = readSettings(kioskSettingsSchema, process.env);
    const machine = process.env['FAULT_MACHINE'] ?? null;
    const onStep = (step: CheckInStep): void => {
      if (step === lastStep) process.kill(process.pid, 'SIGKILL');
    };
    return startKiosk(settings, programLog('kiosk', settings.LOG_LEVEL), { world: { ports, machine, onStep } });
  } catch (error) {
    process.stderr.write(`${explainStartError(error)}\n`);
    process.exit(1);
  }
}

function tell(message: KioskAnswer): void {
  process.send?.(message);
}

async function answer(question: KioskQuestion): Promise<KioskAnswer> {
  const { id } = question;
  try {
    return { type: 'answer', id, value: await answerTo(question) };
  } catch (error) {
    return { type: 'refused', id, code: error instanceof AppError ? error.code : String(error) };
  }
}

async function answerTo(question: KioskQuestion): Promise<unknown> {
  switch (question.method) {
    case 'checkIn':
      return invoke('kiosk.checkIn', question.input);
    case 'choices':
      return invokeTopic();
    case 'syncNow':
      return invoke('device.syncNow', {});
    case 'state':
      return device.state.get();
    case 'store':
      return viewStore();
    case 'append':
      return append(question);
    case 'setClock':
      clockOff = question.at === null ? 0 : question.at - system.clock();
      return null;
    case 'dieAt':
      lastStep = question.step as CheckInStep;
      return null;
  }
}

/** As the page does, with everything checked on the way in and out. */
async function invoke(method: string, input: unknown): Promise<unknown> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, (message) => {
      waiting.delete(id);
      if (message.type === 'result') resolve(message.output);
      else if (message.type === 'error') reject(new AppError(message.error.code, message.error.details));
    });
    page.receive({ type: 'invoke', id, method, input });
  });
}

async function invokeTopic(): Promise<unknown> {
  return new Promise((resolve) => {
    const watch = kiosk.bridge.connect((message) => {
      if (message.type !== 'topic') return;
      watch.close();
      resolve(message.value);
    });
    watch.receive({ type: 'subscribe', topic: 'kiosk.choices' });
  });
}

function viewStore(): StoreView {
  const { incarnation, lane, blockedBy } = requireIdentity(db);
  const entries = db.select().from(replica).where(eq(replica.entity, 'queue_entry')).all();
  return {
    incarnation,
    lane,
    blockedBy,
    businessDate: readServiceDay(db).businessDate,
    visits: db.select({ uid: visit.uid, token: visit.wholeToken }).from(visit).all(),
    outbox: readOutboxState(db, incarnation).depth,
    queue: Object.fromEntries(
      entries.flatMap(({ uid, payload }) =>
        payload === null ? [] : [[uid, (JSON.parse(payload) as { status: string }).status]],
      ),
    ),
    disputed: listDisputedOps(db, incarnation).map(({ opId, code }) => ({ opId, code })),
    printJobs: db.select({ visitUid: printJob.visitUid, state: printJob.state }).from(printJob).all(),
  };
}

function append({ kind, payload, entityUid }: Extract<KioskQuestion, { method: 'append' }>): { opId: string } {
  const opId = ports.ids();
  writeTransaction(db, (tx) => {
    const { incarnation } = requireIdentity(tx);
    const businessDate = readServiceDay(tx).businessDate ?? '2026-01-01';
    const entry = { opId, kind, payload, entityUid, baseRev: null, schemaVersion: 1, recordedAt: ports.clock() };
    appendOp(tx, incarnation, { ...entry, businessDate });
  });
  device.noteOp();
  return { opId };
}
