/** One thing that may reach this computer. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Without a trailing slash; a call with one passes too. */
  readonly path: string;
}

/**
 * What ngrok's edge lets through, as its traffic policy in JSON: the rest never reaches this computer. The secret header is
 * not looked at: a call without it must arrive, so that the merchant sees that KKiaPay's dashboard lacks the secret.
 */
export function trafficPolicyFor(routes: readonly Route[]): string {
  const passing = routes.map(({ method, path }) => {
    if (!/^(\/[\w.-]+)+$/.test(path)) throw new Error(`no path for a traffic policy: ${path}`);
    return `(req.method == '${method}' && (req.url.path == '${path}' || req.url.path == '${path}/'))`;
  });
  return JSON.stringify({
    on_http_request: [
      {
        name: 'only what Comptoir answers',
        expressions: [`!(${passing.join(' || ')})`],
        actions: [{ type: 'deny', config: { status_code: 404 } }],
      },
    ],
  });
}
