import fc from 'fast-check';

// The same cases for everybody, so that a red run is red again at the next desk; `npm run test:faults` draws new ones.
fc.configureGlobal({ seed: 20_240_320 });
