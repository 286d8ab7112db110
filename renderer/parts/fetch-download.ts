/** A file that the core offers under an address good once; the browser saves it. */
export function fetchDownload(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  link.click();
}
