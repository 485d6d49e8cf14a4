//! The JSON Schema of cloud assemblies, which AWS CDK publishes.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use super::examples::Example;
use super::process;
use super::table::Verdict;

const LIMIT: Duration = Duration::from_secs(60);

/// Holds the manifest of an example against the schema; `lint` and `cdk` are kits.
pub fn judge(lint: &Path, cdk: &Path, example: &Example) -> Result<Verdict> {
    let mut command = Command::new(lint.join("bin/check-jsonschema"));
    command
        .arg("--schemafile")
        .arg(
            cdk.join(
                "node_modules/@aws-cdk/cloud-assembly-schema/schema/cloud-assembly.schema.json",
            ),
        )
        .arg(example.assembly.join("manifest.json"));
    let said = process::run(&mut command, LIMIT)?;
    Ok(if said.succeeded() {
        Verdict::Good("valid".to_owned())
    } else {
        Verdict::Bad(vec![said.end()])
    })
}
