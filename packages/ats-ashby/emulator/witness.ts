import type { Description } from './description.ts';

/** Remembers whatever was not as the vendor describes it. */
export type Witness = {
  call(...exchange: Parameters<Description['objectionsTo']>): void;
  event(...event: Parameters<Description['objectionsToEvent']>): void;
  /** Throws what was remembered. */
  testify(): void;
};

export function witnessOf(description: Description | null): Witness {
  const objections = new Set<string>();
  const remember = (found: readonly string[] = []) => {
    for (const one of found) objections.add(one);
  };
  return {
    call: (exchange) => remember(description?.objectionsTo(exchange)),
    event: (event) => remember(description?.objectionsToEvent(event)),
    testify() {
      if (objections.size > 0) throw new Error(`Not as the vendor describes it:\n${[...objections].join('\n')}`);
    },
  };
}
