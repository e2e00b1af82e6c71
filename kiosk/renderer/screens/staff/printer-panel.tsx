import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { address as addressLayout } from '#shared/ui/keyboard/latin-layouts.ts';
import { OnScreenKeyboard } from '#shared/ui/keyboard/on-screen-keyboard.tsx';
import { useTextEntry } from '#shared/ui/keyboard/use-text-entry.ts';
import { TextField } from '#shared/ui/touch/text-field.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { useTopic } from '#shared/ui/use-topic.ts';
import { printerAddress, shownPrinterAddress } from './printer-address.ts';
import { StaffError, StaffFacts } from './staff-facts.tsx';
import { useStaff, useStaffValue, type PanelProps } from './use-staff.ts';

/** Which printer prints here, how it is, and a page to try it with. */
export function PrinterPanel(props: PanelProps) {
  const { t } = useTranslation();
  const { bridge } = useKiosk();
  const staff = useStaff(props);
  const status = useTopic(bridge, 'kiosk.printer');
  const { value: overview, reload } = useStaffValue(staff, 'staff.overview');
  const { value: candidates } = useStaffValue(staff, 'staff.findPrinters');
  const [profile, setProfile] = useState('epson-tm-t20');
  const [tested, setTested] = useState<string>();
  const typed = useTextEntry('');
  const present = overview?.printer.address ?? null;

  const choose = async (address: string | null): Promise<void> => {
    setTested(undefined);
    if (await staff.call('staff.choosePrinter', { address: address && printerAddress(address, profile) })) reload();
  };
  const test = async (): Promise<void> => {
    setTested(undefined);
    const result = await staff.call('staff.testPage', {});
    if (result) setTested(t(`staff.printer.tested.${result.state === 'printed' ? 'printed' : 'not'}`));
  };

  return (
    <div className="flex flex-col gap-6">
      <StaffError error={staff.error} />
      <StaffFacts
        facts={[
          [
            t('staff.printer.present'),
            <span key="address" dir="ltr" data-testid="printer-present">
              {present === null ? '–' : shownPrinterAddress(present)}
            </span>,
          ],
          [
            t('staff.printer.state'),
            <span key="state" data-testid="printer-state">
              {t(`printer.${status?.state ?? 'ready'}`)}
            </span>,
          ],
        ]}
      />
      <div className="flex flex-wrap gap-4">
        <TouchButton onPress={() => void test()} isDisabled={staff.isBusy || present === null} testId="staff-test-page">
          {t('staff.printer.test')}
        </TouchButton>
        <TouchButton onPress={() => void choose(null)} isDisabled={staff.isBusy || present === null}>
          {t('staff.printer.none')}
        </TouchButton>
        <output className="self-center text-lg font-[600]" data-testid="staff-tested">
          {tested}
        </output>
      </div>
      <h2 className="text-xl font-[700]">{t('staff.printer.choose')}</h2>
      <label className="flex items-center gap-4 text-lg">
        <span>{t('staff.printer.model')}</span>
        <select
          value={profile}
          onChange={(event) => setProfile(event.target.value)}
          className="min-h-16 min-w-0 flex-1 rounded-lg border-2 border-line-strong bg-surface px-4 text-lg"
          data-testid="printer-profile"
        >
          {candidates?.profiles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="flex flex-wrap gap-3">
        {candidates?.found.map(({ address, name }) => (
          <TouchButton key={address} onPress={() => void choose(address)} isDisabled={staff.isBusy}>
            {name}
          </TouchButton>
        ))}
      </div>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void choose(typed.value);
        }}
      >
        <div className="flex items-end gap-4">
          <div className="flex-1">
            <TextField
              testId="printer-address"
              label={t('staff.printer.address')}
              hint={t('staff.printer.addressHint')}
              value={typed.value}
              onChange={typed.onChange}
              inputRef={typed.inputRef}
              inputMode="none"
              direction="ltr"
              maxLength={200}
            />
          </div>
          <TouchButton
            type="submit"
            kind="primary"
            isDisabled={typed.value.trim() === '' || staff.isBusy}
            testId="printer-choose"
          >
            {t('common.save')}
          </TouchButton>
        </div>
        <OnScreenKeyboard language="en" layout={addressLayout} entry={typed} />
      </form>
    </div>
  );
}
