import type { ComptoirConfig } from '../../comptoir-ports';
import type { Intake } from '../../intake/intake';
import { openScreens, type Screens } from '../../screens/screens';
import type { ScreensBridge } from '../../screens/screens-bridge';
import type { Derived, Part } from '../derived';

/** Opened last, because it needs the bridge. */
export interface ScreensPart extends Part<Screens> {
  readonly serve: (bridge: ScreensBridge) => Promise<void>;
}

export function openScreensLater(derived: Derived, intake: Intake, config: ComptoirConfig): ScreensPart {
  let part: Part<Screens> | null = null;
  return {
    current: () => part?.current() ?? null,
    use: (deed) => part?.use(deed),
    ask: (question) => part?.ask(question) ?? Promise.resolve(null),
    async serve(bridge) {
      const { screens } = config;
      if (screens === undefined) return;
      part = await derived.open(
        'screens',
        () => openScreens({ ...intake, ...screens, bridge, clock: derived.clockFor('screens') }),
        (opened) => opened.stop(),
      );
    },
  };
}
