import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { ListedPhone, PhoneOffer } from '../../../src/shared/phones/phone-pairing';
import { longestPhoneName } from '../../../src/shared/settings/bounds';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { CopyText } from '../../parts/copy-text';
import { inBackground } from '../../state/in-background';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { QrCode } from '../screens/qr-code';
import { SettingsGroup } from './settings-group';

/** How often the list is loaded while a code is shown, so that a new phone appears at once. */
const lookMs = 2_000;

/** The owner's phones, if this shop has a relay where they can read. */
export function PhonesSettings() {
  const { bridge, texts } = useShop();
  const words = texts.phonesSettings;
  const phones = useSignal<readonly ListedPhone[] | null>(null);
  const offer = useSignal<(PhoneOffer & { readonly name: string }) | null>(null);
  const cameIn = useSignal<string | null>(null);
  const look = async (): Promise<void> => {
    const reply = await bridge.invoke('listPhones', null);
    if (!reply.ok) return;
    phones.value = reply.value;
    const shown = offer.value;
    if (shown === null || !reply.value.some(({ id }) => id === shown.id)) return;
    cameIn.value = shown.name;
    offer.value = null;
  };
  const isOffered = offer.value !== null;
  useEffect(() => {
    inBackground(look());
    if (!isOffered) return undefined;
    const timer = setInterval(() => inBackground(look()), lookMs);
    return () => clearInterval(timer);
  }, [isOffered]);
  return (
    <SettingsGroup title={words.title}>
      <p class="setting soft">{words.hint}</p>
      {phones.value?.length === 0 && !isOffered && <p class="setting">{words.none}</p>}
      <ul class="phones">
        {phones.value?.map((phone) => (
          <PhoneLine key={phone.id} phone={phone} onRemoved={() => inBackground(look())} />
        ))}
      </ul>
      {cameIn.value !== null && (
        <p class="setting" role="status">
          {words.cameIn(cameIn.value)}
        </p>
      )}
      {offer.value === null ? (
        <AddPhone
          onOffer={(shown) => {
            cameIn.value = null;
            offer.value = shown;
          }}
        />
      ) : (
        <Offer offer={offer.value} onOver={() => (offer.value = null)} />
      )}
    </SettingsGroup>
  );
}

function AddPhone({
  onOffer,
}: {
  readonly onOffer: (offer: PhoneOffer & { readonly name: string }) => void;
}) {
  const words = useShop().texts.phonesSettings;
  const { run, busy, problem } = useCommand('offerPhone');
  const name = useSignal('');
  const id = useId();
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        const said = name.value.trim() === '' ? words.unnamed : name.value.trim();
        inBackground(
          run({ name: said }).then((reply) => {
            if (reply.ok) onOffer({ ...reply.value, name: said });
          }),
        );
      }}
    >
      <label for={id} class="setting-title">
        {words.name}
      </label>
      <p class="soft">{words.nameHint}</p>
      <div class="field-line">
        <input
          id={id}
          type="text"
          autocomplete="off"
          maxLength={longestPhoneName}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button button-strong" disabled={busy.value}>
          {words.show}
        </button>
      </div>
      {problem.value !== null && <p class="problem">{problem.value}</p>}
    </form>
  );
}

function Offer({ offer, onOver }: { readonly offer: PhoneOffer; readonly onOver: () => void }) {
  const words = useShop().texts.phonesSettings;
  const { now } = useWindow();
  const withdraw = useCommand('withdrawPhoneOffer');
  const isOver = now.value >= Date.parse(offer.expiresAt);
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  return (
    <div class="setting phone-offer">
      <p>{words.scan}</p>
      <QrCode text={offer.link} />
      <p class="soft">{words.secret}</p>
      <CopyText text={offer.link} label={words.copyLink} />
      <button type="button" class="button" onClick={() => inBackground(withdraw.run(null).then(onOver))}>
        {words.cancel}
      </button>
    </div>
  );
}

function PhoneLine({ phone, onRemoved }: { readonly phone: ListedPhone; readonly onRemoved: () => void }) {
  const { texts, ago } = useShop();
  const words = texts.phonesSettings;
  const isAsking = useSignal(false);
  const { run, busy, problem } = useCommand('removePhone');
  const name = phone.name === '' ? words.unnamed : phone.name;
  return (
    <li class="setting phone-line">
      <p>
        <strong>{name}</strong>
        <br />
        <span class="soft">
          {phone.heardAt === null ? words.neverHeard : words.heard(ago(phone.heardAt))}
        </span>
      </p>
      <button type="button" class="button" disabled={busy.value} onClick={() => (isAsking.value = true)}>
        {words.remove}
      </button>
      {problem.value !== null && <p class="problem">{problem.value}</p>}
      <ConfirmDialog
        open={isAsking.value}
        title={words.remove}
        body={words.removeSure(name)}
        yes={words.remove}
        no={words.keep}
        onYes={() => {
          isAsking.value = false;
          inBackground(run({ id: phone.id }).then(onRemoved));
        }}
        onNo={() => (isAsking.value = false)}
      />
    </li>
  );
}
