//! What is acknowledged for a construct holds for the resources that it is made of.

use stackwright::check::{Options, check_app};
use stackwright::prelude::*;

#[test]
fn a_construct_is_acknowledged_by_its_handle() {
    let app = App::new();
    let stack = app.stack("Registry");
    let build = |id| {
        stack.add(
            id,
            EcrRepository::new().tag_mutability(TagMutability::Mutable),
        )
    };
    let (meant, _) = (build("Meant"), build("Forgotten"));
    stack
        .at(meant)
        .acknowledge("OPS507", "the old build pushes `latest`");
    let checked = check_app(app.synth(), &Options::new());
    let paths = |found: &[stackwright::template::Diagnostic]| {
        let found = found.iter().filter(|found| found.code == "OPS507");
        let paths = found.filter_map(|found| found.construct.clone());
        paths.collect::<Vec<String>>()
    };
    assert_eq!(paths(&checked.acknowledged), ["Registry/Meant/Resource"]);
    assert_eq!(paths(&checked.diagnostics), ["Registry/Forgotten/Resource"]);
    assert!(
        checked
            .diagnostics
            .iter()
            .all(|found| !found.code.starts_with("ACK"))
    );
}
