import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { TextField, type FieldProps } from './text-field.tsx';

export type PasswordFieldProps = Omit<FieldProps, 'type' | 'trailing' | 'name'>;

/** A password that its owner may look at. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      name="password"
      type={shown ? 'text' : 'password'}
      trailing={
        <Button
          tone="quiet"
          size="small"
          className="me-1"
          aria-label={t(shown ? 'signIn.hide' : 'signIn.show')}
          onPress={() => setShown(!shown)}
        >
          <Icon aria-hidden="true" className="size-5" />
        </Button>
      }
    />
  );
}
