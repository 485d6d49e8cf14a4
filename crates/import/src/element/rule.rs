use stackwright_template::Node;

use crate::rust::Code;
use crate::value::Names;

/// A rule, if it has what rules have.
pub fn rule(node: &Node, names: &Names<'_>) -> Option<Code> {
    let map = node.as_map()?;
    let mut code = Code::call("Rule::new", []);
    let known = ["RuleCondition", "Assertions"];
    if map.keys().any(|key| !known.contains(&key.as_str())) {
        return None;
    }
    if let Some(condition) = map.get("RuleCondition") {
        code = code.method("when", [names.condition(condition)]);
    }
    for assertion in map.get("Assertions")?.as_list()? {
        let assertion = assertion.as_map().filter(|map| map.len() == 2)?;
        let holds = names.condition(assertion.get("Assert")?);
        let description = assertion.get("AssertDescription")?.as_str()?;
        code = code.method("assert", [holds, Code::text(description)]);
    }
    Some(code)
}
