use stackwright_codes as codes;
use stackwright_core::Scope;

use super::Rule;

/// What a web ACL can protect, and what it has can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Regional,
    CloudFront,
}

impl Reach {
    /// What is for CloudFront is in `us-east-1`.
    pub fn check_region(self, what: &str, scope: Scope<'_>) {
        if let (Reach::CloudFront, Some(region)) = (self, scope.stack().region())
            && region != "us-east-1"
        {
            let message = format!("{what} for CloudFront in `{region}`");
            scope.report(codes::WAF101.finding(message));
        }
    }

    /// The sets and groups that rules name are for the same.
    pub fn check_sets(self, rules: &[Rule], scope: Scope<'_>) {
        for node in rules.iter().flat_map(Rule::names) {
            let other = scope.app().data::<Reach>(node);
            if other.is_some_and(|other| *other != self) {
                let path = scope.app().scope_of(node).path();
                let message = match self {
                    Reach::Regional => format!("`{path}` is for CloudFront, and this is regional"),
                    Reach::CloudFront => {
                        format!("`{path}` is regional, and this is for CloudFront")
                    }
                };
                scope.report(codes::WAF103.finding(message));
            }
        }
    }
}
