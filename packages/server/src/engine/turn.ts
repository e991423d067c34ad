/** One account's integration. */
export type Place = { readonly accountId: string; readonly integrationId: string };

/** One owner's time with one integration. */
export type Turn = Place & { readonly connectorId: string; readonly epoch: number };
