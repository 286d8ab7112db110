/** How many cases of a trial: enough in each run of the tests, all of them in `npm run test:faults`. */
export function trials(here: number, inAll: number): number {
  return process.env.COMPTOIR_TRIALS === undefined ? here : inAll;
}
