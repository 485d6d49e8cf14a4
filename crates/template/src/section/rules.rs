use super::{one_or_many, view};
use crate::Node;

view! {
    /// A rule about the values of parameters.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html>
    Rule in Rules: rules, rule
}

/// One of the claims of a [`Rule`].
#[derive(Clone, Copy, Debug)]
pub struct Assertion<'a> {
    node: &'a Node,
}

impl<'a> Rule<'a> {
    /// When the rule applies; always, where it is absent.
    pub fn rule_condition(self) -> Option<&'a Node> {
        self.get("RuleCondition")
    }

    /// What has to be true.
    pub fn assertions(self) -> impl Iterator<Item = Assertion<'a>> {
        one_or_many(self.get("Assertions"))
            .iter()
            .map(|node| Assertion { node })
    }
}

impl<'a> Assertion<'a> {
    /// What has to be true.
    pub fn assert(self) -> Option<&'a Node> {
        self.node.get("Assert")
    }

    /// What is said where it is not.
    pub fn description(self) -> Option<&'a str> {
        self.node.get("AssertDescription")?.as_str()
    }

    /// All of the assertion.
    pub fn node(self) -> &'a Node {
        self.node
    }
}
