import { parentPort, workerData } from 'node:worker_threads';
import { postLoad, type Load } from './post-load';

/** Posts from a thread of its own: where the bench itself holds thousands of sockets, their answers would count as the receiver's delay. */
parentPort?.postMessage(await postLoad(workerData as Load)); // as the bench gives it
