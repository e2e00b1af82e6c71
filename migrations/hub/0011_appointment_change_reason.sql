-- Why an appointment was moved or cancelled the last time, in the words of who did it.
ALTER TABLE appointments ADD COLUMN change_reason TEXT;
