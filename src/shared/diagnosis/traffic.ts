/** What went through ngrok's edge this month, as counted here. Calls that the edge itself refuses are not included. */
export interface Traffic {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  readonly requests: number;
  /** What the merchant's plan allows in a month. */
  readonly quota: number;
}

const nearShare = 0.8;

/** Near the end of the quota ngrok will soon stop, so warn. */
export function isQuotaNear({ requests, quota }: Traffic): boolean {
  return requests >= quota * nearShare;
}
