-- What the desk takes is a row of its own that settles the charge which asked for it; a mistake is taken back by a refund of
-- that row. Nothing is ever overwritten.
ALTER TABLE payments ADD COLUMN settles_id BIGINT REFERENCES payments;
-- Why it was taken back, in the words of who did.
ALTER TABLE payments ADD COLUMN note TEXT;
ALTER TABLE payments DROP CONSTRAINT payments_method_check;
ALTER TABLE payments ADD CONSTRAINT payments_method_check CHECK (method IN ('card', 'upi', 'bank_transfer', 'desk', 'cash'));
