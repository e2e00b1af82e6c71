-- Copies of tickets that staff asked a kiosk for, with what the kiosk says became of each: who asked wants to know.
CREATE TABLE print_requests (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  visit_id BIGINT NOT NULL REFERENCES visits,
  device_id BIGINT NOT NULL REFERENCES devices,
  requested_by_id BIGINT REFERENCES users,
  requested_at TIMESTAMPTZ NOT NULL,
  -- NULL until the kiosk has reported.
  outcome TEXT CHECK (outcome IN ('printed', 'unknown', 'expired')),
  copy_no INTEGER CHECK (copy_no >= 1),
  reported_at TIMESTAMPTZ,
  CHECK ((outcome IS NULL) = (reported_at IS NULL))
);
CREATE INDEX print_requests_visit ON print_requests (location_id, visit_id);
