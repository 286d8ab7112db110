import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import {
  printerHostShape,
  printerQueueShape,
  rawPrinterPort,
} from '../../../src/shared/settings/address-shapes';
import type { Printer } from '../../../src/shared/settings/printer';
import type { PaperMm } from '../../../src/shared/settings/bounds';
import { Choice } from '../../parts/choice';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { SettingsGroup, type Change } from './settings-group';
import { SwitchSetting } from './switch-setting';
import { inBackground } from '../../state/in-background';

type Kind = Printer['kind'] | 'none';
const kinds: readonly Kind[] = ['none', 'network', 'queue'];
const papers = { '58': 58, '80': 80 } as const satisfies Record<string, PaperMm>;

export function PrinterSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const words = texts.printer;
  const { printer, paperMm } = state.settings;
  const kind = useSignal<Kind>(printer?.kind ?? 'none');
  return (
    <SettingsGroup title={words.title}>
      <p class="soft">{words.intro}</p>
      <Choice
        title={words.kind}
        hint={words.kindHints[kind.value]}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind.value}
        onChange={(chosen) => {
          kind.value = chosen;
          if (chosen === 'none') change({ printer: null });
        }}
      />
      {kind.value !== 'none' && (
        <>
          <PrinterForm key={kind.value} kind={kind.value} printer={printer} change={change} />
          <Choice
            title={words.paper}
            options={(['58', '80'] as const).map((value) => ({ value, label: `${value} mm` }))}
            value={paperMm === 58 ? '58' : '80'}
            onChange={(width) => change({ paperMm: papers[width] })}
          />
          <SwitchSetting
            title={texts.receipt.automatic.title}
            hint={texts.receipt.automatic.hint}
            on={state.settings.printReceipts}
            onChange={(printReceipts) => change({ printReceipts })}
          />
        </>
      )}
      <ReceiptKey />
    </SettingsGroup>
  );
}

/** For a key that may have been copied: receipts get a new key from now on. */
function ReceiptKey() {
  const words = useShop().texts.receipt.renew;
  const { run, busy, problem } = useCommand('renewReceiptKey');
  const renewed = useSignal<string | null>(null);
  const renew = async (): Promise<void> => {
    const reply = await run(null);
    renewed.value = reply.ok ? reply.value.key : null;
  };
  return (
    <div class="setting">
      <p class="setting-words">
        <span class="setting-title">{words.title}</span> <span class="soft">{words.hint}</span>
      </p>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => inBackground(busy.value ? undefined : renew())}
      >
        {words.button}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? (renewed.value === null ? '' : words.done(renewed.value))}
      </p>
    </div>
  );
}

interface PrinterFormProps {
  readonly kind: Printer['kind'];
  readonly printer: Printer | null;
  readonly change: Change;
}

function PrinterForm({ kind, printer, change }: PrinterFormProps) {
  const words = useShop().texts.printer;
  const host = useSignal(printer?.kind === 'network' ? printer.host : '');
  const port = useSignal(String(printer?.kind === 'network' ? printer.port : rawPrinterPort));
  const name = useSignal(printer?.kind === 'queue' ? printer.name : '');
  const isWrong = useSignal(false);
  const id = useId();
  const typed = (): Printer | null => {
    if (kind === 'queue') {
      const queue = name.value.trim();
      return printerQueueShape.test(queue) ? { kind, name: queue } : null;
    }
    const at = { host: host.value.trim(), port: Number(port.value) };
    const isPort = Number.isInteger(at.port) && at.port >= 1 && at.port <= 65_535;
    return isPort && printerHostShape.test(at.host) ? { kind, ...at } : null;
  };
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        const next = typed();
        isWrong.value = next === null;
        if (next !== null) change({ printer: next });
      }}
    >
      <div class="setting-field">
        {kind === 'queue' ? (
          <Line id={`${id}-queue`} label={words.queue} value={name} maxLength={120} />
        ) : (
          <>
            <Line id={`${id}-host`} label={words.host} value={host} maxLength={253} />
            <Line id={`${id}-port`} label={words.port} value={port} maxLength={5} />
          </>
        )}
        <button type="submit" class="button">
          {words.save}
        </button>
      </div>
      <p class="problem" role="alert">
        {isWrong.value ? words.malformed : ''}
      </p>
    </form>
  );
}

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly value: { value: string };
  readonly maxLength: number;
}

function Line({ id, label, value, maxLength }: LineProps) {
  return (
    <label for={id} class="setting-words">
      <span class="setting-title">{label}</span>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        maxLength={maxLength}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </label>
  );
}
