import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import { factSchema } from './fact-schema';
import { paymentSchema } from './payment-schema';

const $schema = 'https://json-schema.org/draft/2020-12/schema';
const options: ConversionConfig = { target: 'draft-2020-12', ignoreActions: ['readonly'] };
const definitions = { payment: paymentSchema };

/** The contents of docs/schema, by file name. A later version may add fields that are not named. */
export const schemaFiles: Readonly<Record<string, JsonSchema>> = {
  'fact.schema.json': { ...toJsonSchema(factSchema, { ...options, definitions }), $schema },
  'payment.schema.json': { ...toJsonSchema(paymentSchema, options), $schema },
};
