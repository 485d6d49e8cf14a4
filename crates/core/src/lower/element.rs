//! What a template has besides resources.

use stackwright_codes as codes;
use stackwright_template::{Map, Node};

use super::expr::Context;
use super::sub::may_vanish;
use crate::element::{OutputData, RuleData};

pub fn rule(context: &mut Context, data: &RuleData) -> Node {
    let mut map = Map::new();
    if let Some(when) = &data.when {
        map.insert("RuleCondition", context.lower(when));
    }
    let assertions = data.assertions.iter().map(|assertion| {
        Node::from(Map::from_iter([
            ("Assert", context.lower(&assertion.holds)),
            (
                "AssertDescription",
                Node::from(assertion.description.clone()),
            ),
        ]))
    });
    let assertions: Vec<Node> = assertions.collect();
    map.insert("Assertions", assertions);
    Node::from(map)
}

pub fn output(context: &mut Context, data: &OutputData) -> Node {
    let mut map = Map::new();
    if let Some(description) = &data.description {
        map.insert("Description", description.clone());
    }
    if let Some(condition) = context.condition(data.condition) {
        map.insert("Condition", condition);
    }
    let value = context.lower(&data.value);
    if may_vanish(&value) {
        let found = codes::APP132
            .finding("the value of an output is, or may be, `AWS::NoValue`")
            .help("show the output only under the condition: `.condition(..)`");
        context.report(found);
    }
    map.insert("Value", value);
    if let Some(name) = &data.export {
        let name = context.lower(name);
        context.exports(&name);
        map.insert("Export", Map::from_iter([("Name", name)]));
    }
    Node::from(map)
}
