import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type FollowCodeProps = { hubUrl: string; visitUid: string };
type Modules = { size: number; path: string };

/** A QR code that opens this visit's place in the queue on one's own phone. Black on white in every theme: cameras read it. */
export function FollowCode({ hubUrl, visitUid }: FollowCodeProps) {
  const { t } = useTranslation();
  const [modules, setModules] = useState<Modules | null>(null);
  const address = new URL(`/t/${visitUid}`, hubUrl).href;
  useEffect(() => {
    let isShown = true;
    void drawModules(address).then((drawn) => isShown && setModules(drawn));
    return () => {
      isShown = false;
    };
  }, [address]);

  return (
    <div className="flex items-center gap-7 rounded-xl border-2 border-line bg-surface px-6 py-5 in-data-[text=large]:py-4 landscape:py-4 landscape:in-data-[text=large]:py-2">
      <span className="size-44 in-data-[text=large]:size-36 landscape:size-36 landscape:in-data-[text=large]:size-26 shrink-0 rounded-md bg-[#ffffff] p-3">
        {modules && (
          <svg
            data-testid="follow-code"
            data-address={address}
            viewBox={`0 0 ${modules.size} ${modules.size}`}
            shapeRendering="crispEdges"
            role="img"
            aria-label={t('token.follow')}
          >
            <path d={modules.path} fill="#000000" />
          </svg>
        )}
      </span>
      <span className="text-xl font-[600] text-balance">{t('token.follow')}</span>
    </div>
  );
}

async function drawModules(text: string): Promise<Modules> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let at = 0; at < size * size; at += 1)
    if (modules.data[at]) path += `M${at % size} ${Math.floor(at / size)}h1v1h-1z`;
  return { size, path };
}
