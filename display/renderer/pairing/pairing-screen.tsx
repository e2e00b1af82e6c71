import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '#shared/ui/brand/wordmark.tsx';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { cleanCode, cleanHubUrl } from './pairing-input.ts';
import type { DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type PairingScreenProps = { bridge: DisplayBridge; hubUrl: string | null };

/** For whoever hangs the screen up: where the clinic's server is, and the code from its dashboard. */
export function PairingScreen({ bridge, hubUrl }: PairingScreenProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(hubUrl ?? '');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function pair(): Promise<void> {
    const input = { hubUrl: cleanHubUrl(address), code: cleanCode(code) };
    if (!input.hubUrl || !input.code) return;
    setBusy(true);
    setFailure(null);
    try {
      await bridge.invoke('device.pair', { hubUrl: input.hubUrl, code: input.code });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <main
      data-needs-hands
      data-testid="pairing"
      className="grid h-dvh place-content-center justify-items-center gap-[2rem] p-[2rem]"
    >
      <Wordmark className="text-[3rem]" />
      <Form
        className="grid w-[60rem] max-w-full gap-[1.6rem] rounded-2xl bg-surface px-[4rem] py-[3rem]"
        onSubmit={(event) => {
          event.preventDefault();
          void pair();
        }}
      >
        <div className="grid gap-[0.75rem]">
          <h1 className="text-[3.25rem] leading-[1.2] font-[680]">{t('pair.title')}</h1>
          <p className="text-[2rem] leading-[1.4] text-ink-soft">{t('pair.intro')}</p>
        </div>
        <Field
          label={t('pair.hubUrl')}
          hint={t('pair.hubUrlHint')}
          value={address}
          onChange={setAddress}
          fault={cleanHubUrl(address) ? null : t('pair.badUrl')}
          testId="pair-hub-url"
          inputMode="url"
        />
        <Field
          label={t('pair.code')}
          value={code}
          onChange={setCode}
          fault={cleanCode(code) ? null : t('pair.badCode')}
          testId="pair-code"
          inputMode="text"
        />
        {failure !== null && (
          <p
            role="alert"
            data-testid="pair-error"
            className="rounded-lg bg-alert-soft px-[1.5rem] py-[1rem] text-[1.9rem] leading-[1.4] text-on-alert-soft"
          >
            {errorText(t, failure)}
          </p>
        )}
        <Button
          type="submit"
          data-testid="pair-submit"
          isDisabled={busy}
          className="cursor-pointer rounded-xl bg-accent px-[3rem] py-[1.4rem] text-[2.4rem] font-[680] text-on-accent disabled:opacity-70"
        >
          {busy ? t('pair.busy') : t('pair.submit')}
        </Button>
      </Form>
    </main>
  );
}

type FieldProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  fault: string | null;
  testId: string;
  inputMode: 'url' | 'text';
};

function Field({ label, hint, value, onChange, fault, testId, inputMode }: FieldProps) {
  return (
    <TextField isRequired value={value} onChange={onChange} validate={() => fault} className="grid gap-[0.6rem]">
      <Label className="text-[2rem] font-[600]">{label}</Label>
      <Input
        dir="ltr"
        data-testid={testId}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        className="w-full rounded-lg border-[0.15rem] border-line-strong bg-canvas px-[1.5rem] py-[1rem] font-numerals text-[2.4rem] text-ink"
      />
      {hint && (
        <Text slot="description" className="text-[1.75rem] text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="text-[1.9rem] text-alert" />
    </TextField>
  );
}
