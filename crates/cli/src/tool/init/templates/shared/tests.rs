//! What must hold for the templates of both environments.

use my_app::{Settings, build};

use insta::assert_snapshot;
use stackwright::check::{Options, check_app};
use stackwright::core::{App, Synthesis};
use stackwright_assert::{Findings, Template, like, snapshot};

/// The stacks of an environment, with what is found in them.
fn synthesis(environment: &str) -> Synthesis {
    let file = format!("settings/{environment}.yaml");
    let settings: Settings = stackwright::read_settings(file).unwrap();
    let app = App::new();
    build(&app, &settings);
    check_app(app.synth(), &Options::new())
}

/// What changes is seen, and reviewed: `INSTA_UPDATE=always cargo test` takes it.
#[test]
fn templates_are_as_they_were() {
    for environment in ["staging", "production"] {
        for stack in &synthesis(environment).stacks {
            assert_snapshot!(stack.id.to_string(), snapshot(stack));
        }
    }
}

/// What AWS would refuse, or you would regret; infos are for `cargo run -- check`.
#[test]
fn nothing_is_wrong() {
    for environment in ["staging", "production"] {
        let found = Findings::of(&synthesis(environment).diagnostics);
        found.without_infos().are_none();
    }
}
