/** What a build of the clock's and the outages' parts alone offers: faults are planted in it. */
export { createClockComparison } from '../../src/core/diagnostics/clock-comparison';
export { createClockTrust } from '../../src/core/hearing/clock-trust';
export { readLastSign } from '../../src/core/hearing/last-sign';
export { watchHearing } from '../../src/core/hearing/watch-hearing';
export { businessDayOf } from '../../src/shared/payment/business-day';
