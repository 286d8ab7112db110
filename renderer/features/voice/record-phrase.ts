import { inBackground } from '../../state/in-background';
import { longestClipS, sampleRate, tidied, wavOf } from '../../../src/shared/voice/samples';

/** The recording of one phrase. */
export interface Recording {
  /** Ends it; null where nothing was heard. */
  readonly finish: () => Promise<Uint8Array | null>;
}

/** Louder than a quiet room. */
const heardFrom = 0.02;

/**
 * Opens the microphone for one phrase. Rejects where there is none, or it is not allowed. `onHeard`: the speaker has
 * begun.
 */
export async function recordPhrase(onHeard: () => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: false },
  });
  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const ended = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
  recorder.start();
  const ear = listenTo(stream, onHeard);
  const stop = (): void => {
    ear.stop();
    if (recorder.state !== 'inactive') recorder.stop();
    // Turns off the microphone sign at once.
    for (const track of stream.getTracks()) track.stop();
  };
  const atTheLatest = setTimeout(stop, longestClipS * 1_000);
  return {
    async finish() {
      clearTimeout(atTheLatest);
      stop();
      await ended;
      const samples = await samplesOf(new Blob(pieces));
      const clip = tidied(samples);
      return clip && wavOf(clip);
    },
  };
}

/** Checks the input until something is heard. */
function listenTo(stream: MediaStream, onHeard: () => void): { readonly stop: () => void } {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context);
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const look = (): void => {
    analyser.getFloatTimeDomainData(samples);
    if (samples.some((sample) => Math.abs(sample) > heardFrom)) onHeard();
    else frame = requestAnimationFrame(look);
  };
  look();
  return {
    stop() {
      cancelAnimationFrame(frame);
      if (context.state !== 'closed') inBackground(context.close());
    },
  };
}

/** One channel at the stored sample rate. */
async function samplesOf(recorded: Blob): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, 1, sampleRate);
  // Decoding converts it to the context's rate.
  const decoded = await context.decodeAudioData(await recorded.arrayBuffer());
  return decoded.getChannelData(0);
}

/** In pieces, because a call accepts a limited number of arguments. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
