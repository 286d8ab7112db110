import { createServer } from 'node:http';

/** The least that listens: the yardstick of a start. `node empty-server.js PORT` */
createServer((_request, response) => response.end()).listen(Number(process.argv[2]), '127.0.0.1');
