use std::collections::HashMap;

use foldhash::fast::RandomState;
use stackwright_template::{Call, Function, Node, Number, SubPart, Text, Value};

use crate::NodeId;
use crate::value::{Attribute, Expr, Props, Pseudo};

/// Writes values of a template as expressions that come out of synthesis as they went in.
///
/// What refers to something of the template refers to its node; what stands in texts is only noted.
pub struct Reader<'t> {
    /// What `Ref` and `Fn::GetAtt` can name.
    pub nodes: HashMap<&'t str, NodeId, RandomState>,
    /// What stands in the place of parameters.
    pub given: &'t [(Text, Expr)],
    /// What texts name.
    pub named: Vec<NodeId>,
}

impl<'t> Reader<'t> {
    pub fn expr(&mut self, node: &'t Node) -> Expr {
        match &node.value {
            Value::Null => Expr::Null,
            Value::Bool(b) => Expr::Bool(*b),
            Value::Number(Number::Int(i)) => Expr::Int(*i),
            Value::Number(Number::Float(f)) => Expr::Float(*f),
            Value::String(text) => Expr::Str(text.clone()),
            Value::List(items) => Expr::List(items.iter().map(|item| self.expr(item)).collect()),
            Value::Map(_) => Expr::Map(self.props(node)),
            Value::Call(call) => self.call(call),
        }
    }

    /// What an object holds; nothing, if it is none.
    pub fn props(&mut self, node: &'t Node) -> Props {
        let entries = node.as_map().into_iter().flat_map(|map| map.iter());
        let entries = entries.map(|(key, value)| (key.as_str().to_owned(), self.expr(value)));
        entries.collect()
    }

    fn call(&mut self, call: &'t Call) -> Expr {
        let known = match call.function {
            Function::Ref => call.reference().and_then(|target| self.reference(target)),
            Function::GetAtt => self.get_att(call),
            Function::Sub => self.sub(call),
            _ => None,
        };
        known.unwrap_or_else(|| Expr::Call(call.function, Box::new(self.expr(&call.argument))))
    }

    fn reference(&self, target: &str) -> Option<Expr> {
        if let Some(pseudo) = Pseudo::from_name(target) {
            return Some(Expr::Pseudo(pseudo));
        }
        if let Some(value) = self.given(target) {
            return Some(value);
        }
        let node = *self.nodes.get(target)?;
        Some(Expr::Get(node, Attribute::Ref))
    }

    fn given(&self, name: &str) -> Option<Expr> {
        let (_, value) = self.given.iter().find(|(given, _)| given == name)?;
        Some(value.clone())
    }

    fn get_att(&self, call: &Call) -> Option<Expr> {
        let get_att = call.get_att()?;
        let node = *self.nodes.get(get_att.resource)?;
        let attribute = get_att.attribute.as_str()?.to_owned();
        Some(Expr::Get(node, Attribute::Named(attribute.into())))
    }

    /// A text as it stands; a variable of its own for each parameter in it that has a value.
    fn sub(&mut self, call: &'t Call) -> Option<Expr> {
        let sub = call.sub()?;
        let mut variables = Props::new();
        for (key, value) in sub.variables.into_iter().flat_map(|map| map.iter()) {
            variables.set(key.as_str().to_owned(), self.expr(value));
        }
        for part in sub.parts() {
            let SubPart::Variable(variable) = part else {
                continue;
            };
            if variables.get(variable.name).is_some() {
                continue;
            }
            if let Some(value) = self.given(variable.name) {
                variables.set(variable.name.to_owned(), value);
            }
            self.named.extend(self.nodes.get(variable.target()));
        }
        let text = Expr::Str(sub.text.to_owned().into());
        Some(match variables.is_empty() && sub.variables.is_none() {
            true => Expr::Call(Function::Sub, Box::new(text)),
            false => Expr::call(Function::Sub, [text, Expr::Map(variables)]),
        })
    }
}
