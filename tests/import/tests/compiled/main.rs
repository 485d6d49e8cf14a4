//! The programs on constructs, compiled: each synthesizes to what its template says.

#![deny(warnings)]
#![allow(missing_docs, reason = "of the programs")]

use stackwright::core::App;
use stackwright::template::{Node, Template};
use stackwright_change::compare;
use stackwright_tests_import::{ADOPTED, adopted_template};

macro_rules! programs {
    ($($name:ident)*) => {
        $(mod $name;)*
        const PROGRAMS: &[(&str, fn(&App))] = &[$((stringify!($name), $name::build)),*];
    };
}

programs! {
    alarms balanced_service by_hand data fan_out fargate queue_worker scheduled_task
    service_connect worker
}

fn with_version(mut template: Template) -> Template {
    let version = Node::from("2010-09-09");
    template
        .root_mut()
        .insert("AWSTemplateFormatVersion", version);
    template
}

#[test]
fn every_program_changes_nothing() {
    let names: Vec<&str> = PROGRAMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ADOPTED.map(|(name, _)| name));
    for ((name, build), (_, file)) in PROGRAMS.iter().zip(ADOPTED) {
        let app = App::new();
        build(&app);
        let synthesis = app.synth();
        assert!(
            !synthesis.has_errors(),
            "{name}: {:?}",
            synthesis.diagnostics
        );
        let change = compare(
            &with_version(adopted_template(file)),
            &synthesis.stacks[0].template,
            &[],
        );
        assert!(
            change.is_empty(),
            "{name}: {:#?} {:#?}",
            change.resources,
            change.entries
        );
    }
}
