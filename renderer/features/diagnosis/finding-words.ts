import type { Finding } from '../../../src/shared/diagnosis/diagnosis';
import type { FindingWords } from '../../../src/shared/texts/finding-texts';
import { tunnelTextOf } from '../../../src/shared/texts/tunnel-texts';
import type { Shop } from '../../state/window-context';

/** What was found, in the shop's own words and times. */
export function findingWords(finding: Finding, { texts, when, ago }: Shop): FindingWords {
  const words = texts.finding;
  switch (finding.kind) {
    case 'tunnel': {
      const { sentence, step, code } = tunnelTextOf(texts.tunnel, finding.tunnel);
      const next = [step, code].filter((part) => part !== null && part !== '').join(' ');
      return { what: sentence, next: next === '' ? null : next };
    }
    case 'hours-closed':
      return words.hoursClosed(finding.opensAt);
    case 'sound-paused':
      return words.dated[finding.kind](when.time(finding.at));
    case 'called':
    case 'secret-refused':
      return words.dated[finding.kind](ago(finding.at));
    default:
      return 'count' in finding ? words.counted[finding.kind](finding.count) : words.plain[finding.kind];
  }
}
