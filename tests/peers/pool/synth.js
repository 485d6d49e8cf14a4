// Writes the templates of the programs of AWS CDK in `cdk`, as one line a template each. usage: node synth.js OUT
const fs = require("fs"), os = require("os"), path = require("path");
const { App } = require("aws-cdk-lib");

// What the AWS CDK command line would have looked up in an account.
const context = { "availability-zones:account=123456789012:region=eu-central-1": ["eu-central-1a", "eu-central-1b", "eu-central-1c"] };
const here = __dirname, out = process.argv[2];
for (const file of fs.readdirSync(path.join(here, "cdk")).sort()) {
  const app = new App({ analyticsReporting: false, context, outdir: fs.mkdtempSync(path.join(os.tmpdir(), "pool-")) });
  require(path.join(here, "cdk", file))(app, path.join(here, "code"));
  const assembly = app.synth();
  for (const template of fs.readdirSync(assembly.directory).filter((name) => name.endsWith(".template.json"))) {
    const text = JSON.stringify(JSON.parse(fs.readFileSync(path.join(assembly.directory, template))));
    fs.writeFileSync(path.join(out, "cdk-" + template.replace(".template", "")), text + "\n");
  }
}
