import express, { type Express } from 'express';

/**
 * The files and the page of a build never change, so browsers cache them for good: a page opened again loads nothing,
 * and nobody on the network can answer in our place.
 */
export function servePage(app: Express, pageDir: string, build: string, onOpened: () => void): void {
  app.use(`/s/${build}`, express.static(pageDir, { immutable: true, maxAge: '1y', redirect: false }));
  // Browsers do not send the part after `#`. A page of an older build comes here too.
  const toPage = (_request: express.Request, response: express.Response): void => {
    onOpened();
    response.set('cache-control', 'no-store');
    response.redirect(302, `/s/${build}/`);
  };
  app.get('/', toPage);
  app.get('/s/:older/', toPage);
}
