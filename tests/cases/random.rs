//! Nothing may be wrong with what comes of a program that is valid by construction.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stackwright::check::{Options, check_app};
use stackwright::template::Severity;
use stackwright_core::{Diagnostic, Synthesis};

use crate::programs::{Kind, Program, Site, Style, build, plain, program};

/// What programs ask for that say everything there is to say, and what nobody should: a name that
/// is fixed, a region that is written out, something that nothing uses, a privileged container.
const ADVICE: [&str; 23] = [
    "DES101", "DES103", "DES105", "OPS131", "OPS207", "OPS411", "OPS417", "OPS427", "OPS428",
    "OPS437", "OPS502", "OPS505", "OPS507", "OPS508", "OPS511", "OPS621", "OPS622", "OPS717",
    "TPL112", "TPL122", "TPL125", "TPL163", "TPL189",
];

/// What is left to a program of one thing: to tag it, to watch it, to use what it stands in, and not
/// to name what exists by a region and an account.
const LEFT: [&str; 6] = ["DES103", "DES105", "OPS437", "TPL112", "TPL122", "TPL125"];

fn synthesis(program: &Program) -> Synthesis {
    let site = Site::new();
    build(program, &site, Style::default());
    site.app.synth()
}

/// All that is said of a program, but for these.
fn said(synthesis: Synthesis, but: &[&str]) -> Vec<String> {
    let mut found = check_app(synthesis, &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info && !but.contains(&found.code));
    found.iter().map(Diagnostic::to_string).collect()
}

/// Every resource is some construct's, and no construct is two things.
fn are_of_one_construct_each(synthesis: &Synthesis) {
    for stack in synthesis.templates() {
        let paths: BTreeSet<&str> = stack.origins.values().map(|at| at.path.as_str()).collect();
        assert_eq!(paths.len(), stack.origins.len(), "two ids of one construct");
        for resource in stack.template.resources() {
            let id = resource.id();
            assert!(stack.origins.contains_key(id), "{id}");
        }
    }
}

fn templates(synthesis: &Synthesis) -> Vec<String> {
    let templates = synthesis.templates();
    templates.map(|stack| stack.template.to_json()).collect()
}

#[test]
fn what_says_no_more_than_it_has_to_is_not_warned_of() {
    for kind in Kind::ALL {
        let said = said(synthesis(&plain(kind)), &LEFT);
        assert!(said.is_empty(), "{kind:?}: {}", said.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_program_is_valid_and_the_same_every_time(program in program(2, 3)) {
        let once = synthesis(&program);
        are_of_one_construct_each(&once);
        let texts = templates(&once);
        prop_assert!(texts.len() > program.stacks.len());
        prop_assert_eq!(&templates(&synthesis(&program)), &texts);
        prop_assert_eq!(said(once, &ADVICE), Vec::<String>::new());
    }
}
