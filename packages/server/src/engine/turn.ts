/** One owner's time with one integration. */
export type Turn = {
  readonly accountId: string;
  readonly integrationId: string;
  readonly connectorId: string;
  readonly epoch: number;
};
