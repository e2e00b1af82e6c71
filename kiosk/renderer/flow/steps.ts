import type { Step } from './define-step.ts';
import { appointmentStep } from './steps/appointment-step.tsx';
import { birthDateStep } from './steps/birth-date-step.tsx';
import { bookingStep } from './steps/booking-step.tsx';
import { doctorStep } from './steps/doctor-step.tsx';
import { emergencyStep } from './steps/emergency-step.tsx';
import { genderStep } from './steps/gender-step.tsx';
import { nameStep } from './steps/name-step.tsx';
import { paymentStep } from './steps/payment-step.tsx';
import { phoneStep } from './steps/phone-step.tsx';
import { purposeStep } from './steps/purpose-step.tsx';
import { reasonStep } from './steps/reason-step.tsx';
import { recogniseStep } from './steps/recognise-step.tsx';
import { requirementsStep } from './steps/requirements-step.tsx';
import { serviceStep } from './steps/service-step.tsx';

/**
 * In the order in which they are asked where the clinic has not said otherwise (plan-steps.ts). A new step is one line here,
 * its id in `KIOSK_STEPS` when a clinic may move it, and its texts.
 */
export const STEPS: readonly Step[] = [
  purposeStep,
  emergencyStep,
  bookingStep,
  phoneStep,
  birthDateStep,
  recogniseStep,
  nameStep,
  genderStep,
  serviceStep,
  doctorStep,
  reasonStep,
  requirementsStep,
  paymentStep,
  appointmentStep,
];
