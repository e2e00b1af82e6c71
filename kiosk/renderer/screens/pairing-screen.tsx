import { StaffDoor } from '#kiosk/renderer/frame/staff-door.tsx';
import { PairingForm } from './pairing-form.tsx';

/** For staff, once: a kiosk that belongs to no clinic yet can do nothing else. */
export function PairingScreen() {
  return (
    <main className="flex h-full flex-col gap-8 bg-canvas px-10 py-12 landscape:px-14 landscape:py-8">
      <div className="flex items-center gap-4">
        <StaffDoor className="size-12 text-accent" />
        <span dir="ltr" className="font-numerals text-2xl font-[650] tracking-[-0.02em]">
          Anteroom
        </span>
      </div>
      <PairingForm />
    </main>
  );
}
