/** One thing that may reach this computer. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Without a trailing slash; a call with one passes too. */
  readonly path: string;
}

/**
 * What ngrok's edge lets through, as its traffic policy in JSON: nothing else reaches this computer. On our own paths the
 * secret header is not checked: a call without it must arrive, so that the merchant learns that KKiaPay's dashboard lacks
 * the secret. On any other path a POST with such a header must arrive too: it may be the provider with a wrong address.
 * `proofHeaders`: in lower case, as the edge lists them; the edge does not learn their values.
 */
export function trafficPolicyFor(routes: readonly Route[], proofHeaders: readonly string[]): string {
  const passing = routes.map(({ method, path }) => {
    if (!/^(\/[\w.-]+)+$/.test(path)) throw new Error(`no path for a traffic policy: ${path}`);
    return `(req.method == '${method}' && (req.url.path == '${path}' || req.url.path == '${path}/'))`;
  });
  const knocking = proofHeaders.map((name) => {
    if (!/^[a-z-]+$/.test(name)) throw new Error(`no header for a traffic policy: ${name}`);
    return `(req.method == 'POST' && '${name}' in req.headers)`;
  });
  return JSON.stringify({
    on_http_request: [
      {
        name: 'only what Comptoir answers',
        expressions: [`!(${[...passing, ...knocking].join(' || ')})`],
        actions: [{ type: 'deny', config: { status_code: 404 } }],
      },
    ],
  });
}
