//! The same stacks, once for each environment.

use stackwright::prelude::*;
use stackwright_core::{App, Stage, Synthesis};

use crate::support::findings;

/// Two stacks with a connection, a right and a reference between them.
fn system(stage: Stage<'_>) {
    let network = stage.stack("Network");
    let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
    let database = network.add("Database", SecurityGroup::new(vpc));
    let secret = network.add("Login", Secret::generated(32));

    let web = stage.stack("Web");
    let clients = web.add("Clients", SecurityGroup::new(vpc));
    web.connect(clients, database, Port::tcp(5432));
    let role = web.add(
        "Role",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    web.grant(role, secret.read());
}

fn synthesis(build: impl FnOnce(&App)) -> Synthesis {
    let app = App::new();
    build(&app);
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    synthesis
}

#[test]
pub(crate) fn a_stage_is_in_names_of_stacks_and_in_no_logical_id() {
    let both = synthesis(|app| {
        system(app.stage("Test"));
        system(app.stage("Prod"));
    });
    let names: Vec<&str> = both.stacks.iter().map(|stack| &*stack.name).collect();
    assert_eq!(
        names,
        ["Test-Network", "Test-Web", "Prod-Network", "Prod-Web"]
    );
    let of = |stage: &'static str| {
        let stacks = both.stacks.iter();
        let stacks = stacks.filter(|stack| stack.name.starts_with(stage));
        let texts = stacks.map(|stack| stack.template.to_json().replace(stage, "STAGE"));
        texts.collect::<Vec<_>>()
    };
    // Names of stacks and exports, and descriptions, say the stage; all else is the same.
    assert_eq!(of("Test"), of("Prod"));
    let ids = |stage: &str| {
        let stacks = both.stacks.iter();
        let stacks = stacks.filter(|stack| stack.name.starts_with(stage));
        let ids = stacks.flat_map(|stack| stack.origins.keys().cloned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids("Test"), ids("Prod"));
    assert!(ids("Prod").iter().all(|id| !id.contains("Prod")));
}

#[test]
fn a_second_stage_moves_nothing_of_the_first() {
    let one = synthesis(|app| system(app.stage("Prod")));
    let two = synthesis(|app| {
        system(app.stage("Test"));
        system(app.stage("Prod"));
    });
    for stack in &one.stacks {
        let there = two.stack(&stack.id).map(|there| there.template.to_json());
        assert_eq!(there, Some(stack.template.to_json()));
    }
}

#[test]
fn a_stack_keeps_its_ids_and_its_name_when_it_moves_into_a_stage() {
    let before = synthesis(|app| {
        app.stack("Web").add("Queue", cfn::sqs::Queue::new());
    });
    let after = synthesis(|app| {
        let stack = app.stage("Prod").stack("Web").name("Web");
        stack.add("Queue", cfn::sqs::Queue::new());
    });
    let [before, after] = [before, after].map(|synthesis| {
        let stack = &synthesis.stacks[0];
        (stack.name.clone(), stack.template.to_json())
    });
    assert_eq!(before, after);
}

#[test]
pub(crate) fn stacks_are_where_their_stage_is() {
    let found = synthesis(|app| {
        let prod = app.stage("Prod").environment("444455556666", "eu-west-1");
        prod.stack("Web").add("Queue", cfn::sqs::Queue::new());
        let edge = prod.stack("Edge").environment("444455556666", "us-east-1");
        edge.add("Queue", cfn::sqs::Queue::new());
    });
    let regions = found.stacks.iter().map(|stack| stack.region.as_deref());
    assert_eq!(
        regions.collect::<Vec<_>>(),
        [Some("eu-west-1"), Some("us-east-1")]
    );
}

#[test]
fn two_stages_cannot_share_a_name() {
    let found = findings(|app| {
        app.stage("Prod")
            .stack("Web")
            .add("Queue", cfn::sqs::Queue::new());
        app.stack("Prod-Web").add("Queue", cfn::sqs::Queue::new());
    });
    assert!(found.contains("APP111"), "{found}");
}
