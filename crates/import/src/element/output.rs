use stackwright_template::{Function, Node};

use crate::rust::Code;
use crate::types::Kind;
use crate::value::Names;

/// An output, if it has what outputs have.
pub fn output(node: &Node, names: &Names<'_>) -> Option<Code> {
    let map = node.as_map()?;
    let value = map.get("Value").filter(|value| !may_vanish(value))?;
    let mut code = Code::call("Output::new", [names.value(value, &Kind::Text, None).0]);
    for (key, value) in map.iter() {
        code = match key.as_str() {
            "Value" => code,
            "Description" => code.method("describe", [Code::text(value.as_str()?)]),
            "Export" => {
                let export = value.as_map().filter(|export| export.len() == 1)?;
                let name = names.value(export.get("Name")?, &Kind::Text, None).0;
                code.method("export", [name])
            }
            "Condition" => {
                let condition = names.conditions.get(value.as_str()?)?;
                code.method("condition", [Code::atom(condition.clone())])
            }
            _ => return None,
        };
    }
    Some(code)
}

/// Whether the value may be none at all, which outputs do not take.
fn may_vanish(node: &Node) -> bool {
    let Some(call) = node.as_call() else {
        return false;
    };
    match call.if_() {
        Some(choice) => may_vanish(choice.then) || may_vanish(choice.otherwise),
        None => call.function == Function::Ref && call.reference() == Some("AWS::NoValue"),
    }
}
