import { Siren } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useBoard } from './board-context.ts';
import type { BoardEntry } from './board-view.ts';

type Choice = UrgencyLevel | 'none';
const CHOICES: readonly Choice[] = ['emergency', 'high', 'medium', 'low', 'none'];
/** What is seen most often in a waiting room; a tap is faster than typing. */
const QUICK = ['chestPain', 'breathing', 'bleeding', 'collapse', 'child'] as const;
const MOST_CHARACTERS = 200;

/** How urgent somebody is, and why: who is overtaken may ask, and history keeps the answer. */
export function UrgencyDialog({ entry, onClose }: { entry: BoardEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const { move } = useBoard();
  const now: Choice = entry.urgency_level ?? 'none';
  const [level, setLevel] = useState<Choice>(now === 'emergency' ? 'high' : 'emergency');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    onClose();
    move(entry, { event: 'set_urgency', level: level === 'none' ? null : level, reason: reason.trim() });
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('urgency.title', { token: entry.token_label })} testId="urgency-dialog">
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <RadioGroup value={level} onChange={(value) => setLevel(value as Choice)}>
          <Label className="text-sm font-semibold">{t('urgency.label')}</Label>
          <div className="mt-1.5 grid grid-cols-2 gap-2">
            {CHOICES.map((choice) => (
              <Radio
                key={choice}
                value={choice}
                data-testid={`urgency-${choice}`}
                className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-line-strong px-3 text-base data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-on-accent-soft data-selected:ring-1 data-selected:ring-accent"
              >
                {choice === 'emergency' && <Siren aria-hidden="true" className="size-5 text-alert" />}
                {t(`urgency.${choice}`)}
                {choice === now && <span className="ms-auto text-sm font-normal">{t('urgency.now')}</span>}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <div className="flex flex-col gap-2">
          <TextField
            label={t('urgency.reason')}
            hint={t('urgency.reasonHint')}
            value={reason}
            onChange={(text) => (setReason(text), setMissing(false))}
            error={isMissing ? t('urgency.reasonMissing') : undefined}
            maxLength={MOST_CHARACTERS}
            focusFirst
            data-testid="urgency-reason"
          />
          <div className="flex flex-wrap gap-1.5">
            {QUICK.map((quick) => (
              <Button
                key={quick}
                size="small"
                onPress={() => (setReason(t(`urgency.quick.${quick}`)), setMissing(false))}
              >
                {t(`urgency.quick.${quick}`)}
              </Button>
            ))}
          </div>
        </div>
        <p className="text-base text-ink-soft">
          {t(level === 'emergency' ? 'urgency.emergencyMeans' : 'urgency.levelMeans')}
        </p>
        <div className="flex justify-end gap-3">
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" tone={level === 'emergency' ? 'danger' : 'primary'} data-testid="urgency-confirm">
            {t(level === 'emergency' ? 'urgency.raise' : 'common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
