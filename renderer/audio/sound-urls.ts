import alarm from '../../assets/sounds/alarm.wav?no-inline';
import failure from '../../assets/sounds/failure.wav?no-inline';
import cutOff from '../../assets/sounds/cut-off.wav?no-inline';
import heardAgain from '../../assets/sounds/heard-again.wav?no-inline';
import late from '../../assets/sounds/late.wav?no-inline';
import reminder from '../../assets/sounds/reminder.wav?no-inline';
import reversal from '../../assets/sounds/reversal.wav?no-inline';
import success from '../../assets/sounds/success.wav?no-inline';
import type { Sound } from '../../src/shared/voice/announcement';

/** The bundled sounds. They are files, because the content security policy refuses data: addresses. */
export const soundUrls: Readonly<Record<Sound, string>> = {
  success,
  failure,
  alarm,
  reversal,
  reminder,
  late,
  'cut-off': cutOff,
  'heard-again': heardAgain,
};
