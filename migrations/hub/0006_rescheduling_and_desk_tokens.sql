-- A moved appointment is the same appointment: it keeps its number and takes its new slot, so it counts as taken.
ALTER TABLE appointments DROP CONSTRAINT appointments_no_overlap;
ALTER TABLE appointments ADD CONSTRAINT appointments_no_overlap EXCLUDE USING gist
  (location_id WITH =, doctor_id WITH =, seat WITH =, slot WITH &&)
  WHERE (status NOT IN ('cancelled', 'no_show'));

-- Tokens issued at the desk, where no kiosk stands between: the location's own lane, counted by service day.
ALTER TABLE locations ADD COLUMN desk_lane TEXT CHECK (desk_lane ~ '^[ACDEFGHJKLMNPRTVWXY]{1,3}$');
CREATE TABLE desk_counters (
  location_id BIGINT NOT NULL REFERENCES locations,
  business_date DATE NOT NULL,
  last_number INTEGER NOT NULL CHECK (last_number BETWEEN 1 AND 99999),
  PRIMARY KEY (location_id, business_date)
);
