export type NewPerson = { readonly eventId: string; readonly name: string; readonly email: string };

let last = 0;

/** People nobody has met, each with an event of its own. */
export function strangers(count: number): readonly NewPerson[] {
  return Array.from({ length: count }, () => {
    last += 1;
    return { eventId: `added-${last}`, name: `Person ${last}`, email: `person.${last}@new.example` };
  });
}
