// Asks AWS's engine about templates: node engine.cjs ENGINE FILE... prints its errors by file, as JSON.
'use strict';

const [engine, ...files] = process.argv.slice(2);
const { CompositeEngine, TemplateFile } = require(engine);

const rules = new CompositeEngine({});
const found = {};
for (const file of files) {
  const report = rules.validateStandard(new TemplateFile(file), {});
  const errors = report.diagnostics.filter((one) => /^(ERROR|FATAL)$/i.test(one.severity));
  found[file] = errors.map((one) => ({
    rule: one.ruleId,
    place: [one.entity?.name ?? one.entity?.id ?? '', one.propertyPath ?? ''].filter(Boolean).join('/'),
    message: one.message,
  }));
}
process.stdout.write(JSON.stringify(found));
