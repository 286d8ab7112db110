import type { UpdateState, UpdateWish } from '../../../src/shared/state/updates';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { SettingsGroup } from './settings-group';
import { inBackground } from '../../state/in-background';

/** Shows nothing where this copy cannot update itself. */
export function UpdateSettings() {
  const { state, texts } = useShop();
  const { run, busy, problem } = useCommand('installUpdate');
  const fetching = useCommand('fetchUpdate');
  const { updates } = state;
  if (updates.kind === 'unsupported') return null;
  const words = texts.update;
  const choose = (when: UpdateWish): void => {
    if (!busy.value) inBackground(run({ when }));
  };
  return (
    <SettingsGroup title={words.title}>
      <p role="status">{sentence(updates, words)}</p>
      {updates.kind === 'asking' && (
        <>
          <p class="soft">{words.orOtherLine}</p>
          <div class="notice-actions">
            <button
              type="button"
              class="button"
              aria-disabled={fetching.busy.value}
              onClick={() => {
                if (!fetching.busy.value) inBackground(fetching.run(null));
              }}
            >
              {words.fetchNow}
            </button>
          </div>
        </>
      )}
      {updates.kind === 'ready' && (
        <>
          <p class="soft">{updates.wish === 'now' ? words.installing : words.tonight}</p>
          <div class="notice-actions">
            <button
              type="button"
              class="button"
              aria-disabled={busy.value}
              aria-pressed={updates.wish === 'now'}
              onClick={() => choose('now')}
            >
              {words.installNow}
            </button>
            <button
              type="button"
              class="button"
              aria-disabled={busy.value}
              aria-pressed={updates.wish === 'tonight'}
              onClick={() => choose('tonight')}
            >
              {words.installTonight}
            </button>
          </div>
        </>
      )}
      {(problem.value ?? fetching.problem.value) !== null && (
        <p class="problem" role="alert">
          {problem.value ?? fetching.problem.value}
        </p>
      )}
    </SettingsGroup>
  );
}

function sentence(
  updates: Exclude<UpdateState, { kind: 'unsupported' }>,
  words: ReturnType<typeof useShop>['texts']['update'],
): string {
  switch (updates.kind) {
    case 'current':
      return updates.checkedAt === null ? words.notAskedYet : words.current;
    case 'asking':
      return words.asking(
        updates.version,
        updates.line,
        updates.sizeBytes === null ? null : Math.ceil(updates.sizeBytes / 1e6),
      );
    case 'downloading':
      return words.downloading(updates.version, updates.percent);
    case 'ready':
      return words.ready(updates.version);
    case 'refused':
      return words[updates.reason](updates.version);
  }
}
