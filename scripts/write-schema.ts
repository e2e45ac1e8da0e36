// `npm run schema`: writes the JSON Schema of a scheme document, by which editors complete and validate.
import { writeFileSync } from 'node:fs';
import { schemeJsonSchema } from '@zhunsheng/core/scheme';

const target = new URL('../docs/scheme.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(schemeJsonSchema(), null, 2)}\n`);
