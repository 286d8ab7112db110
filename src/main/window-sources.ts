/** Answers for a file of the window from a server that has the sources. */
export type ServeSource = (address: URL) => Promise<Response>;

/**
 * COMPTOIR_WINDOW_SERVER (http://127.0.0.1:port), only with `--development`: `npm run dev` sets it to the server of the
 * window's sources. A server elsewhere could show the shop any page. Null: use the built window.
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
