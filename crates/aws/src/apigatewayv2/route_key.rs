use stackwright_codes as codes;
use stackwright_core::{Scope, Text};

const METHODS: [&str; 8] = [
    "ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
];

/// Whether this is the key of a route of an HTTP API: `$default`, or a method and a path.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
fn fault(key: &str) -> Option<String> {
    if key == "$default" {
        return None;
    }
    let Some((method, path)) = key.split_once(' ') else {
        return Some("say a method and a path, as `GET /users/{id}`, or `$default`".to_owned());
    };
    if !METHODS.contains(&method) {
        return Some(format!("a method is one of {}", METHODS.join(", ")));
    }
    if !path.starts_with('/') {
        return Some(format!("a path begins with a slash: `{method} /{path}`"));
    }
    let greedy = path.find("+}");
    if greedy.is_some_and(|at| at + 2 != path.len()) {
        return Some("a variable with a plus takes the rest of the path: put it last".to_owned());
    }
    let is_whole = |part: &str| {
        let is_variable = part.starts_with('{') && part.ends_with('}') && part.len() > 2;
        is_variable || !part.contains(['{', '}', ' '])
    };
    let parts = path.split('/').all(is_whole);
    (!parts).then(|| "a variable is a whole part of the path, as `/users/{id}`".to_owned())
}

/// Reports a key that is none.
pub(super) fn check(key: &Text, scope: Scope<'_>) {
    if let Some(help) = fault(key) {
        let message = format!("`{key}` is no key of a route");
        scope.report(codes::API101.finding(message).help(help));
    }
}
