//! Nothing may be wrong with what comes of a program that is valid by construction.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stackwright::prelude::*;
use stackwright::template::Severity;

use crate::programs::{Program, Style, build, program};

/// The templates, and all that is said of them.
fn outcome(program: &Program) -> (Vec<String>, Vec<String>) {
    let app = App::new();
    build(program, &app, Style::default());
    let synthesis = app.synth();
    let is_error = |found: &&stackwright_core::Diagnostic| found.severity == Severity::Error;
    let mut errors: Vec<String> = synthesis
        .diagnostics
        .iter()
        .filter(is_error)
        .map(ToString::to_string)
        .collect();
    for stack in &synthesis.stacks {
        let found = stackwright_check::check(&stack.template, &stackwright_check::Options::new());
        errors.extend(found.iter().filter(is_error).map(ToString::to_string));
        // Every resource is some construct's, and no construct is two things.
        let paths: BTreeSet<&str> = stack.origins.values().map(|at| at.path.as_str()).collect();
        assert_eq!(paths.len(), stack.origins.len(), "two ids of one construct");
        for resource in stack.template.resources() {
            assert!(
                stack.origins.contains_key(resource.id()),
                "{}",
                resource.id()
            );
        }
    }
    let templates = synthesis
        .stacks
        .iter()
        .map(|stack| stack.template.to_json());
    (templates.collect(), errors)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_program_is_valid_and_the_same_every_time(program in program(3, 3)) {
        let (templates, errors) = outcome(&program);
        prop_assert_eq!(errors, Vec::<String>::new());
        prop_assert_eq!(templates.len(), program.stacks.len() + 1);
        prop_assert_eq!(outcome(&program).0, templates);
    }
}
