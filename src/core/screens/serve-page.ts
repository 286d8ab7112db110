import express, { type Express } from 'express';

/**
 * The files of a build never change, its page neither: opened again, it asks the network for nothing, and nobody on the
 * network can answer in our place.
 */
export function servePage(app: Express, pageDir: string, build: string, onOpened: () => void): void {
  app.use(`/s/${build}`, express.static(pageDir, { immutable: true, maxAge: '1y', redirect: false }));
  // The part after `#` stays with the browser. A page of an older build comes here too.
  const toPage = (_request: express.Request, response: express.Response): void => {
    onOpened();
    response.set('cache-control', 'no-store');
    response.redirect(302, `/s/${build}/`);
  };
  app.get('/', toPage);
  app.get('/s/:older/', toPage);
}
