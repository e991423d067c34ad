/** A moment. Policy compares moments and is never able to ask for the present one: `Date` is out of its reach. */
export type Instant = Date;
