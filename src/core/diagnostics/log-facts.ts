import type { AppState } from '../../shared/state/app-state';
import type { Notice } from '../../shared/state/notice';
import type { Fact } from '../../shared/state/fact';
import type { Log } from '../ports';

/**
 * Logs how well we hear and which calls were refused: the first questions when the bell was silent. Payments are not
 * logged.
 */
export function logFacts(log: Log): (fact: Fact, state: AppState) => void {
  let before = '';
  return (fact, state) => {
    if (fact.kind === 'call-refused') {
      const { reason, mode, diagnosis, count, knock } = fact.refusal;
      const words = [reason, mode, diagnosis, knock && `${knock.endpoint.provider} knocks: ${knock.cause}`];
      log(`refused: ${words.filter(Boolean).join(', ')}, ${count} times`);
    }
    if (fact.kind === 'noticed') log(noticeLine(fact.notice));
    const { hearing, tunnel } = state;
    // Do not log a try that fails like the one before it.
    if (tunnel.kind === 'connecting' || tunnel.kind === 'proving' || hearing.kind === 'starting') return;
    const why =
      tunnel.kind === 'retrying'
        ? [tunnel.reason, tunnel.code]
        : tunnel.kind === 'refused'
          ? [tunnel.advice, tunnel.code]
          : [];
    const now = [
      `hearing: ${hearing.kind}`,
      ...(hearing.kind === 'deaf' ? [hearing.cause] : []),
      `tunnel: ${tunnel.kind}`,
      ...why.filter((word) => word !== null),
    ].join(', ');
    if (now !== before) log(now);
    before = now;
  };
}

/** What was set aside or given up, with its file, but without sums: they are the shop's. */
function noticeLine(notice: Notice): string {
  const file = 'file' in notice ? [notice.file] : [];
  const details = 'details' in notice ? [notice.details] : [];
  return ['notice', notice.kind, ...file, ...details].join(': ');
}
