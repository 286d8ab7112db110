import { createServer } from 'node:http';

/** The least that listens: the yardstick of a start. */
const server = createServer((_request, response) => response.end());
server.listen(0, '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit());
