/** The database cannot be used, in one sentence for the person who runs this. Never holds a password. */
export class DatabaseFault extends Error {}
