use stackwright_core::{Scope, Str, Value, sub};

/// The name of what has to be named and is not: that of its stack, and its path below it.
pub(crate) fn own_name(scope: Scope<'_>) -> Value<Str> {
    let path = scope.identity_text(below_stack);
    sub!("{AWS::StackName}-{path}")
}

/// What a path is below its stack, as a name takes it.
fn below_stack(path: &str) -> String {
    let below = path.split_once('/').map_or(path, |(_, below)| below);
    below.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}
