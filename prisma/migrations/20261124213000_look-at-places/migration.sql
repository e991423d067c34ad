-- A process looks now and then at where the feeds end that somebody follows in it, of whatever accounts.
SELECT open_across('feed_counter');
