//! Intrinsic functions, from either of their spellings.

use crate::model::Places;
use crate::{Call, Function, Key, Map, Node, Span, Value};

/// The call that a map is, which is taken out of it: its only key is the name of a function.
///
/// `Condition` is a function only in front of a name; as the only key of a policy statement or
/// of a resource it is what it says.
pub(super) fn call_of(map: &mut Map) -> Option<Value> {
    let (key, argument) = map.single()?;
    let function = Function::from_name(key.as_str())?;
    if !is_call(function, argument) {
        return None;
    }
    let (_, argument) = map.pop()?;
    Some(call(function, argument))
}

fn is_call(function: Function, argument: &Node) -> bool {
    function != Function::Condition || argument.as_str().is_some()
}

/// A call with its argument in the form that the model keeps.
pub(super) fn call(function: Function, mut argument: Node) -> Value {
    if !is_call(function, &argument) {
        let key = Key::new(function.name(), argument.span);
        return Value::Map(Map::from_iter([(key, argument)]));
    }
    if function == Function::GetAtt {
        split_attribute(&mut argument);
    }
    Value::Call(Box::new(Call { function, argument }))
}

/// Brings `A.B` to `[A, B]`. The attribute may hold dots (`Outputs.Url`), a logical id cannot.
fn split_attribute(argument: &mut Node) {
    let Some(text) = argument.as_str() else {
        return;
    };
    let Some((resource, attribute)) = text.split_once('.') else {
        return;
    };
    if resource.is_empty() || attribute.is_empty() {
        return;
    }
    let (before, after) = divide(argument.span, text, resource.len());
    let resource = Node::new(resource.to_owned(), before);
    let attribute = Node::new(attribute.to_owned(), after);
    argument.value = Value::List(vec![resource, attribute]);
}

/// The places of the two sides of the dot, or twice the whole where escapes hide them.
fn divide(span: Span, text: &str, dot: usize) -> (Span, Span) {
    let Some(mut places) = Places::new(span, text) else {
        return (span, span);
    };
    (
        Span::new(places.at(0), places.at(dot)),
        Span::new(places.at(dot + 1), places.at(text.len())),
    )
}
