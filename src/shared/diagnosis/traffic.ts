/** What went through ngrok's edge this month, by our own count: what the edge turns away by itself is not in it. */
export interface Traffic {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  readonly requests: number;
  /** What the merchant's plan allows in a month. */
  readonly quota: number;
}

const nearShare = 0.8;

/** Worth a warning: near the end of the quota, payments are about to be heard no longer. */
export function isQuotaNear({ requests, quota }: Traffic): boolean {
  return requests >= quota * nearShare;
}
