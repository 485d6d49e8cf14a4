//! Values of a template as expressions of the app in memory.

use stackwright_core::{Attribute, Expr, Props, Pseudo};
use stackwright_template::{Call, Function, Node, Number, Value};

use crate::world::World;

const PSEUDO: [Pseudo; 7] = [
    Pseudo::AccountId,
    Pseudo::NotificationArns,
    Pseudo::Partition,
    Pseudo::Region,
    Pseudo::StackId,
    Pseudo::StackName,
    Pseudo::UrlSuffix,
];

impl World<'_> {
    /// A value; what it names of the template it names by its node.
    pub fn expr(&self, node: &Node) -> Expr {
        match &node.value {
            Value::Null => Expr::Null,
            Value::Bool(value) => Expr::Bool(*value),
            Value::Number(Number::Int(value)) => Expr::Int(*value),
            Value::Number(Number::Float(value)) => Expr::Float(*value),
            Value::String(text) => Expr::Str(text.clone()),
            Value::List(items) => Expr::List(items.iter().map(|item| self.expr(item)).collect()),
            Value::Map(map) => {
                let entries = map.iter();
                let entries =
                    entries.map(|(key, value)| (key.as_str().to_owned(), self.expr(value)));
                Expr::Map(entries.collect::<Props>())
            }
            Value::Call(call) => self.call(call),
        }
    }

    fn call(&self, call: &Call) -> Expr {
        let known = match call.function {
            Function::Ref => call.reference().and_then(|target| {
                let pseudo = PSEUDO.iter().find(|pseudo| pseudo.name() == target);
                let own = || Some(Expr::Get(self.node(target)?, Attribute::Ref));
                pseudo.map(|pseudo| Expr::Pseudo(*pseudo)).or_else(own)
            }),
            Function::GetAtt => call.get_att().and_then(|get_att| {
                let attribute = get_att.attribute.as_str()?.to_owned();
                let node = self.node(get_att.resource)?;
                Some(Expr::Get(node, Attribute::Named(attribute.into())))
            }),
            Function::If => call.if_().and_then(|choice| {
                let condition = self.condition(choice.condition)?;
                let both = (self.expr(choice.then), self.expr(choice.otherwise));
                Some(Expr::If(condition.node(), Box::new(both)))
            }),
            _ => None,
        };
        known.unwrap_or_else(|| Expr::Call(call.function, Box::new(self.expr(&call.argument))))
    }
}
