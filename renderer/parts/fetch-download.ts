/** Fetches a file of the core from its one-time address; the browser saves it. */
export function fetchDownload(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  link.click();
}
