import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';

export type Faults<Draft> = Partial<Record<keyof Draft & string, string>>;

export type RecordFormPorts<Draft> = {
  initial: Draft;
  /** What is wrong with it, in the person's words, before anything is sent. */
  check?: (draft: Draft) => Faults<Draft>;
  save: (draft: Draft) => Promise<unknown>;
};

export type RecordForm<Draft> = {
  draft: Draft;
  put: (change: Partial<Draft>) => void;
  /** Why a field was refused, until it is changed. */
  faultOf: (field: keyof Draft & string) => string | undefined;
  problem: string | null;
  isBusy: boolean;
  isChanged: boolean;
  submit: (event?: FormEvent) => void;
  /** What was refused the last time: another object each time, for whoever puts the focus there. */
  refused: Faults<Draft>;
};

/** One record being typed: checked here, then by the hub, whose refusals are shown at the fields they are about. */
export function useRecordForm<Draft extends object>(ports: RecordFormPorts<Draft>): RecordForm<Draft> {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(ports.initial);
  const [refused, setRefused] = useState<Faults<Draft>>({});
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function refuse(faults: Faults<Draft>): void {
    setRefused(faults);
    setMended(new Set());
  }

  async function run(): Promise<void> {
    if (isBusy) return;
    const found = ports.check?.(draft) ?? {};
    refuse(found);
    setProblem(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await ports.save(draft);
    } catch (error) {
      refuse(faultsFrom(error, draft, t('form.refused')));
      setProblem(errorText(t, error));
    } finally {
      setBusy(false);
    }
  }

  return {
    draft,
    problem,
    isBusy,
    refused,
    isChanged: JSON.stringify(draft) !== JSON.stringify(ports.initial),
    faultOf: (field) => (mended.has(field) ? undefined : refused[field]),
    put(change) {
      setDraft((was) => ({ ...was, ...change }));
      setMended((was) => new Set([...was, ...Object.keys(change)]));
    },
    submit(event) {
      event?.preventDefault();
      void run();
    },
  };
}

/** The fields that `request.invalid` names, as far as the form has them. */
function faultsFrom<Draft extends object>(error: unknown, draft: Draft, text: string): Faults<Draft> {
  const issues = error instanceof AppError ? error.details['issues'] : undefined;
  if (!Array.isArray(issues)) return {};
  const parts = issues.flatMap((issue: { path?: string }) => (issue.path ?? '').split('.'));
  return Object.fromEntries(parts.filter((part) => part in draft).map((part) => [part, text])) as Faults<Draft>;
}
