//! Templates with any number of services, as text: somebody else's YAML, and not what we write.

use std::fmt::Write;

/// What all services of a template share.
const SHARED: &str = include_str!("../shared.yaml");
/// A service behind a load balancer, with all it needs: 15 resources. `@` stands for its number.
const SERVICE: &str = include_str!("../service.yaml");
/// Services in a template, as many as the limit of 500 resources allows for.
const STACK: usize = 25;

/// Services over templates of 25.
pub fn stacks(services: usize) -> Vec<String> {
    (0..services.div_ceil(STACK))
        .map(|index| one(STACK.min(services - index * STACK)))
        .collect()
}

/// One template of a megabyte, which is the most that CloudFormation takes.
pub fn megabyte() -> String {
    one(1_000_000 / SERVICE.len())
}

fn one(services: usize) -> String {
    let mut text = SHARED.to_owned();
    for number in 0..services {
        text.push_str(&SERVICE.replace('@', &number.to_string()));
    }
    text.push_str("Outputs:\n");
    for number in 0..services.min(200) {
        let _ = writeln!(
            text,
            "  Url{number}:\n    Value: !Sub http://${{Balancer{number}.DNSName}}"
        );
    }
    text
}
