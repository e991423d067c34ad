/** What developers may see and the world need not: the schema, and guesses at what a wrong name may have meant. */
export type Openness = 'OPEN' | 'HIDDEN';
