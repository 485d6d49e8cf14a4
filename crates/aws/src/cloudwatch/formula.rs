use stackwright_codes as codes;
use stackwright_core::Scope;

/// Tells what is wrong with the names in a formula.
pub(crate) fn report(faults: Vec<String>, scope: Scope<'_>) {
    for fault in faults {
        let found = codes::ECS192.finding(fault);
        scope.report(found.help(
            "name each metric once with `.using(...)`: a small letter, then letters, digits, underscores",
        ));
    }
}
