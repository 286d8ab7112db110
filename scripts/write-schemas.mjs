// Writes docs/schema: JSON Schema of what programs read on stdout. It comes from the valibot shapes that the compiler
// compares with the product's types. A test fails when the files are outdated.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { module } = await runnerImport(join(root, 'scripts/schemas/schema-files.ts'), { logLevel: 'error' });
for (const [name, schema] of Object.entries(module.schemaFiles)) {
  const path = join(root, 'docs/schema', name);
  await writeFile(
    path,
    await format(JSON.stringify(schema), { ...(await resolveConfig(path)), filepath: path }),
  );
}
