/** Answers for a file of the window from a server that has the sources. */
export type ServeSource = (address: URL) => Promise<Response>;

/**
 * COMPTOIR_WINDOW_SERVER (http://127.0.0.1:port), with `--development` only: `npm run dev` names the server of the window's
 * sources there. A server elsewhere could put any page before the shop. Null: the window is the built one.
 */
export function windowSources(
  environment: Readonly<Record<string, string | undefined>>,
  isDevelopment: boolean,
  fetchFile: (address: string) => Promise<Response>,
): ServeSource | null {
  const server = environment.COMPTOIR_WINDOW_SERVER ?? '';
  if (!isDevelopment || !/^http:\/\/127\.0\.0\.1:\d+$/.test(server)) return null;
  return ({ pathname, search }) => fetchFile(`${server}${pathname}${search}`);
}
