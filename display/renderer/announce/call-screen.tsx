import { useTranslation } from 'react-i18next';
import { directionOf, localize, type Language } from '#shared/domain/language.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { FitText } from '#display/renderer/fit-text.tsx';
import { callKey } from './call-key.ts';
import { useCallPainted } from './use-call-painted.ts';

export type CallScreenProps = { call: Announcement; clinicLanguage: Language };

/**
 * The call, filling the screen. The ground turns from dark to light, which is noticed from the corner of an eye. The
 * patient's language comes first and large; the clinic's stands below it for whoever helps.
 */
export function CallScreen({ call, clinicLanguage }: CallScreenProps) {
  useCallPainted(call);
  const { i18n } = useTranslation();
  const speak = i18n.getFixedT(call.language);
  return (
    <section
      key={callKey(call)}
      data-testid="call-screen"
      data-token={call.token}
      role="alert"
      lang={call.language}
      dir={directionOf(call.language)}
      aria-label={speak('call.token', { token: call.token, station: localize(call.station, call.language) })}
      className="fixed inset-0 flex flex-col bg-glow px-[5rem] py-[3.5rem] text-center text-on-glow animate-[open-door_var(--motion-calm)_var(--ease-calm)_both]"
    >
      <FitText
        testId="call-token"
        max={34}
        min={8}
        className="flex-[1.3] place-items-center portrait:flex-[0.75] font-numerals font-[780] leading-[1] tracking-[-0.02em] tabular-nums"
      >
        {call.token}
      </FitText>
      <Directions call={call} language={call.language} />
      {clinicLanguage !== call.language && <ClinicDirections call={call} language={clinicLanguage} />}
    </section>
  );
}

type DirectionsProps = { call: Announcement; language: Language };

function Directions({ call, language }: DirectionsProps) {
  const { i18n } = useTranslation();
  return (
    <div className="flex flex-1 flex-col">
      <p className="text-[4.75rem] leading-[1.3] font-[500]">{i18n.getFixedT(language)('call.goTo')}</p>
      <FitText
        testId="call-station"
        max={14}
        min={3}
        maxLines={2}
        className="flex-1 items-start justify-items-center font-[720] leading-[1.15] text-balance rtl:leading-[1.35]"
      >
        {localize(call.station, language)}
      </FitText>
    </div>
  );
}

function ClinicDirections({ call, language }: DirectionsProps) {
  const { i18n } = useTranslation();
  return (
    <p
      lang={language}
      dir={directionOf(language)}
      data-testid="call-clinic-line"
      className="mt-[1.5rem] line-clamp-2 border-t-[0.2rem] border-on-glow/35 pt-[1.75rem] text-[4rem] leading-[1.3]"
    >
      {i18n.getFixedT(language)('call.goTo')} <strong className="font-[720]">{localize(call.station, language)}</strong>
    </p>
  );
}
