import { appointmentStep } from './steps/appointment-step.tsx';
import { birthDateStep } from './steps/birth-date-step.tsx';
import { doctorStep } from './steps/doctor-step.tsx';
import { nameStep } from './steps/name-step.tsx';
import { phoneStep } from './steps/phone-step.tsx';
import { purposeStep } from './steps/purpose-step.tsx';
import { serviceStep } from './steps/service-step.tsx';

/** In the order in which they are asked. A new step is one line here, and its texts. */
export const STEPS = [
  purposeStep,
  appointmentStep,
  nameStep,
  birthDateStep,
  phoneStep,
  serviceStep,
  doctorStep,
] as const;
