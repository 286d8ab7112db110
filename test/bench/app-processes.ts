import { readdirSync, readFileSync } from 'node:fs';

export interface AppProcess {
  readonly pid: number;
  /** What it is there for, in a word. */
  readonly part: string;
  /** Its share of the memory in use, kB; null where the system keeps that to itself. */
  readonly pssKb: number | null;
  /** Of that, what belongs to it alone and can only be swapped out. */
  readonly anonymousKb: number | null;
  /** Processor time since it began, in hundredths of a second. */
  readonly cpuTicks: number;
}

/** The process and all that descend from it, as /proc shows them. */
export function appProcesses(rootPid: number): AppProcess[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(Number(name));
    if (fields !== null) parents.set(Number(name), Number(fields[1]));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === rootPid || (parent !== undefined && parent !== 0 && isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs).flatMap((pid) => {
    const fields = statOf(pid);
    if (fields === null) return [];
    const memory = textOf(`/proc/${pid}/smaps_rollup`);
    return {
      pid,
      part: partOf(textOf(`/proc/${pid}/cmdline`) ?? ''),
      pssKb: kbIn(memory, 'Pss'),
      anonymousKb: kbIn(memory, 'Pss_Anon'),
      cpuTicks: Number(fields[11]) + Number(fields[12]),
    };
  });
}

function partOf(commandLine: string): string {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  const service = /--utility-sub-type=([\w.]+)/.exec(commandLine)?.[1];
  if (type === undefined) return 'main';
  if (type === 'renderer') return 'page';
  if (type === 'gpu-process') return 'drawing (GPU)';
  if (service === 'node.mojom.NodeService') return 'tunnel';
  if (service === 'network.mojom.NetworkService') return 'network';
  return service ?? type;
}

/** From the third field of /proc/PID/stat on: the name before them may hold anything. Null: it has gone. */
function statOf(pid: number): string[] | null {
  const text = textOf(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function kbIn(rollup: string | null, name: string): number | null {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
