-- What a visit owes the desk is shown on the board with every entry.
CREATE INDEX payments_visit ON payments (location_id, visit_id) WHERE visit_id IS NOT NULL;
