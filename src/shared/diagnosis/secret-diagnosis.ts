/** What is wrong with a secret, without showing it. */
export const secretDiagnoses = [
  'absent',
  'other-length',
  'spaces-at-the-edges',
  'looks-like-hmac',
  'looks-like-api-key',
  'other-mode',
  'different',
  /** Correctly signed, but too long ago or too far ahead. */
  'too-old',
] as const;
export type SecretDiagnosis = (typeof secretDiagnoses)[number];
