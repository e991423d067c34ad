-- The metrics say how much of each ATS's limit is used, over all accounts.
SELECT open_across('pace');
