import { useSignal } from '@preact/signals';
import { Icon } from './icon';

interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly onChoose: (file: File) => void;
}

/** A browser's file field uses the browser's language, so it lies invisible over a button in the shop's language. */
export function FileButton({ label, accept, onChoose }: FileButtonProps) {
  const name = useSignal('');
  return (
    <div class="file">
      <label class="file-choice">
        <input
          type="file"
          accept={accept}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file === undefined) return;
            name.value = file.name;
            onChoose(file);
            // So that the same file can be chosen again after a correction.
            currentTarget.value = '';
          }}
        />
        <span class="button">
          <Icon name="folder" />
          {label}
        </span>
      </label>
      <span>{name}</span>
    </div>
  );
}
