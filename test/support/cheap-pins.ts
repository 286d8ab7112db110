/** A PIN at full cost takes a tenth of a second of a processor, and tests compare hundreds: one test holds the full cost. */
export const cheapPins = { pinLog2N: 4 } as const;
