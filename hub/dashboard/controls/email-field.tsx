import { TextField, type FieldProps } from './text-field.tsx';

/** An address of somebody else than who types: nothing is filled in from what the browser remembers. */
export function EmailField(props: Omit<FieldProps, 'type' | 'inputMode' | 'autoComplete' | 'maxLength'>) {
  return <TextField {...props} type="email" inputMode="email" autoComplete="off" maxLength={254} />;
}
