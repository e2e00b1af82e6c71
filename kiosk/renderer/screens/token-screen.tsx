import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedIn } from '#shared/protocol/bridge/kiosk-contract.ts';
import { FollowCode } from '#kiosk/renderer/frame/follow-code.tsx';
import { AnyoneIcon, ClockIcon, DeskIcon, SeatIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { HelpButton } from '#kiosk/renderer/frame/help-button.tsx';
import { TopBar } from '#kiosk/renderer/frame/top-bar.tsx';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { Countdown } from '#shared/ui/touch/countdown.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { Fact } from './token-fact.tsx';
import { PrintLine } from './print-line.tsx';

/** The number, where to wait with it, and how long. Wiped when the countdown ends, unless more time is asked for. */
export function TokenScreen({ checkedIn }: { checkedIn: CheckedIn }) {
  const { t } = useTranslation();
  const { flow, device, format } = useKiosk();
  const countdown = useFlow((state) => state.countdown);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { token, waitingArea, peopleAhead, waitMinutes, visitUid, emergency, toPay } = checkedIn;

  return (
    <div className="flex h-full flex-col bg-canvas">
      <TopBar>
        <HelpButton onOpen={flow.actions.stay} />
      </TopBar>
      <main className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-10 py-6 in-data-[text=large]:gap-5 in-data-[text=large]:py-4 landscape:grid landscape:grid-cols-[1fr_1fr] landscape:gap-10 landscape:px-14 landscape:py-4">
        <section className="flex flex-1 flex-col items-center justify-center gap-4 rounded-2xl bg-glow px-6 py-7 text-on-glow in-data-[text=large]:py-5">
          <h1 ref={heading} tabIndex={-1} className="text-3xl font-[650] outline-none landscape:text-2xl">
            {t(emergency && device.sync.online ? 'token.emergencyTitle' : 'token.title')}
          </h1>
          <p
            dir="ltr"
            data-testid="token"
            className="font-numerals text-[min(13rem,24vw)] leading-none font-[760] tracking-[-0.03em] whitespace-nowrap tabular-nums landscape:text-[min(11.5rem,14vw)]"
          >
            {token}
          </p>
          <PrintLine visitUid={visitUid} state={checkedIn.printState} />
        </section>
        <section className="flex flex-col justify-center gap-5 landscape:gap-4">
          <div className="grid gap-5 landscape:auto-cols-fr landscape:grid-flow-col landscape:gap-4">
            {waitingArea !== null && (
              <Fact
                icon={<SeatIcon className="size-9" />}
                label={t('token.where')}
                value={waitingArea}
                testId="waiting-area"
              />
            )}
            {toPay && (
              <Fact
                icon={<DeskIcon className="size-9" />}
                label={t('token.toPay')}
                value={format.moneyMinor(toPay.amountMinor, toPay.currency)}
                testId="to-pay"
              />
            )}
          </div>
          {emergency && (
            <p
              data-testid="emergency-told"
              className="rounded-xl border-2 border-alert bg-alert-soft px-6 py-6 text-2xl font-[650] text-on-alert-soft text-balance"
            >
              {t(device.sync.online ? 'token.emergencyTold' : 'token.emergencyCall')}
            </p>
          )}
          <div className={`grid grid-cols-2 gap-5 landscape:gap-4 ${emergency ? 'hidden' : ''}`}>
            <Fact
              icon={<AnyoneIcon className="size-9" />}
              label={t('token.ahead')}
              value={format.number(peopleAhead)}
              testId="people-ahead"
            />
            {waitMinutes !== null && (
              <Fact
                icon={<ClockIcon className="size-9" />}
                label={t('token.wait')}
                value={format.minuteRange(waitMinutes)}
                testId="wait-range"
              />
            )}
          </div>
          {device.hubUrl !== null && !emergency && <FollowCode hubUrl={device.hubUrl} visitUid={visitUid} />}
        </section>
      </main>
      <footer className="flex items-center gap-5 border-t-2 border-line px-10 py-5 landscape:px-14">
        {countdown && <Countdown {...countdown} />}
        <p className="min-w-0 flex-1 text-lg text-ink-soft in-data-[text=large]:text-base">{t('token.closing')}</p>
        <TouchButton onPress={flow.actions.stay} testId="token-stay">
          {t('token.stay')}
        </TouchButton>
        <TouchButton kind="primary" onPress={flow.actions.wipe} testId="token-done">
          {t('common.done')}
        </TouchButton>
      </footer>
    </div>
  );
}
