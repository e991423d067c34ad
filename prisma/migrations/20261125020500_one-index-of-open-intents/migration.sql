-- "intent_open" begins with the same columns and holds the same rows: whoever counts what is open reads it as well, and
-- each step of an intent writes an entry less.
DROP INDEX "intent_open_idx";
