import { useSignal } from '@preact/signals';
import { longestScreenName, type ListedScreen } from '../../../src/shared/screens/screens-state';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

interface ScreenLineProps {
  readonly screen: ListedScreen;
  readonly onReplace: () => void;
}

/** One screen of the shop: its role, whether it is connected, and what the owner can do with it. */
export function ScreenLine({ screen, onReplace }: ScreenLineProps) {
  const { texts, ago } = useShop();
  const words = texts.screensSettings;
  const { id, role, name, trouble, lastHeardAt } = screen;
  const renaming = useSignal(false);
  const removing = useSignal(false);
  const rename = useCommand('renameScreen');
  const remove = useCommand('removeScreen');
  const heard = lastHeardAt === null ? words.neverHeard : words.lastHeard(ago(lastHeardAt));
  return (
    <li class="screen-line">
      <p>
        <strong>{name}</strong> <span class="soft">{texts.screen.roles[role]}</span>
        <br />
        <span class={trouble === null ? 'screen-there' : 'screen-trouble'}>
          {trouble === null ? words.there : words.trouble[trouble]}
        </span>{' '}
        <span class="soft">{heard}</span>
      </p>
      {!renaming.value ? (
        <div class="screen-deeds">
          <button
            type="button"
            class="button"
            onClick={() => {
              renaming.value = true;
            }}
          >
            {words.rename}
          </button>
          {trouble === 'gone' && (
            <button type="button" class="button" onClick={onReplace}>
              {words.replace}
            </button>
          )}
          <button
            type="button"
            class="button"
            onClick={() => {
              removing.value = true;
            }}
          >
            {words.remove}
          </button>
        </div>
      ) : (
        <NameForm
          name={name}
          onName={(next) => {
            renaming.value = false;
            if (next !== '' && next !== name) inBackground(rename.run({ id, name: next }));
          }}
        />
      )}
      <ConfirmDialog
        open={removing.value}
        title={words.remove}
        body={words.removeSure(name)}
        yes={words.remove}
        no={words.cancel}
        onYes={() => {
          removing.value = false;
          inBackground(remove.run({ id }));
        }}
        onNo={() => {
          removing.value = false;
        }}
      />
      {(rename.problem.value ?? remove.problem.value) !== null && (
        <p class="problem">{rename.problem.value ?? remove.problem.value}</p>
      )}
    </li>
  );
}

interface NameFormProps {
  readonly name: string;
  readonly onName: (name: string) => void;
}

function NameForm({ name, onName }: NameFormProps) {
  const words = useShop().texts.screensSettings;
  const typed = useSignal(name);
  return (
    <form
      class="field-line"
      onSubmit={(event) => {
        event.preventDefault();
        onName(typed.value.trim());
      }}
    >
      <input
        type="text"
        aria-label={words.name}
        maxLength={longestScreenName}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {words.save}
      </button>
    </form>
  );
}
