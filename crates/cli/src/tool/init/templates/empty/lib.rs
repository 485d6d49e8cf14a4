//! Infrastructure of my-app.

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright::prelude::*;

/// In what environments differ: `settings/staging.yaml`, `settings/production.yaml`.
#[derive(Deserialize, JsonSchema)]
pub struct Settings {
    /// What stacks are called after.
    pub stage: String,
}

/// Describes the stacks of an environment.
pub fn build(app: &App, settings: &Settings) {
    let stage = app.stage(settings.stage.clone());
    stage.tag("System", "my-app");

    // A stack needs a resource. This one costs nothing; take it out when there is another.
    let stack = stage.stack("MyApp");
    let text = SsmParameter::string(&settings.stage);
    let stage = stack.add("Stage", text.describe("Which environment this is"));
    stack.add("StageName", Output::new(stage.name()));
}
