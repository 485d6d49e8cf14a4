//! What holds or not: conditions, and what rules assert.

use stackwright_template::{Call, Function, Node};

use super::{Names, What, call};
use crate::rust::Code;
use crate::types::Kind;

/// A condition, and whether it is a handle.
struct Held {
    code: Code,
    is_handle: bool,
}

impl Held {
    fn made(code: Code) -> Self {
        Held {
            code,
            is_handle: false,
        }
    }

    fn into_condition(self) -> Code {
        match self.is_handle {
            true => Code::call("Condition::from", [self.code]),
            false => self.code,
        }
    }
}

impl Names<'_> {
    /// A condition: made by functions of the core, or written out.
    pub fn condition(&self, node: &Node) -> Code {
        self.held(node).into_condition()
    }

    fn held(&self, node: &Node) -> Held {
        let made = node.as_call().and_then(|call| self.held_by(call));
        made.unwrap_or_else(|| Held::made(call("Condition::assume", [self.json(node).0])))
    }

    fn held_by(&self, node: &Call) -> Option<Held> {
        let texts = Kind::list(Kind::Text);
        let code = match node.function {
            Function::Condition => {
                let name = self.conditions.get(node.condition()?)?;
                return Some(Held {
                    code: Code::atom(name.clone()),
                    is_handle: true,
                });
            }
            Function::Equals => {
                let (left, right) = node.equals()?;
                let sides = [left, right].map(|side| self.value(side, &Kind::Text, None).0);
                call("Condition::equals", sides)
            }
            Function::And => self.many("Condition::all", node)?,
            Function::Or => self.many("Condition::any", node)?,
            Function::Not => {
                let [inner] = node.argument.as_list()? else {
                    return None;
                };
                self.held(inner).code.method("not", [])
            }
            Function::Contains | Function::EachMemberEquals | Function::EachMemberIn => {
                let [left, right] = node.argument.as_list()? else {
                    return None;
                };
                let (name, kind) = match node.function {
                    Function::Contains => ("contains", Kind::Text),
                    Function::EachMemberEquals => ("each_member_equals", Kind::Text),
                    _ => ("each_member_in", texts.clone()),
                };
                let left = self.rule_value(left, &texts);
                let right = self.rule_value(right, &kind);
                call(name, [left, right])
            }
            _ => return None,
        };
        Some(Held::made(code))
    }

    /// A value in a rule, where parameters can be asked for what they name.
    fn rule_value(&self, node: &Node, kind: &Kind) -> Code {
        let of_parameter = node.as_call().and_then(|node| {
            let [first, attribute] = node.argument.as_list()? else {
                return None;
            };
            let (first, attribute) = (first.as_str()?, attribute.as_str()?);
            match (node.function, kind) {
                (Function::ValueOf, Kind::Text) => {
                    let binding = self.bound.get(first)?;
                    let is_parameter = matches!(binding.what, What::Parameter(_));
                    let name = Code::atom(binding.name.clone());
                    is_parameter.then(|| call("value_of", [name, Code::text(attribute)]))
                }
                (Function::ValueOfAll, Kind::List(_)) => {
                    let arguments = [Code::text(first), Code::text(attribute)];
                    Some(call("value_of_all", arguments))
                }
                _ => None,
            }
        });
        of_parameter.unwrap_or_else(|| self.value(node, kind, None).0)
    }

    fn many(&self, name: &str, node: &Call) -> Option<Code> {
        let items = node.argument.as_list()?;
        if items.is_empty() {
            return None;
        }
        let items: Vec<Held> = items.iter().map(|item| self.held(item)).collect();
        let are_handles = items.iter().all(|item| item.is_handle);
        let codes = items.into_iter().map(|item| match are_handles {
            true => item.code,
            false => item.into_condition(),
        });
        Some(call(name, [Code::Array(codes.collect())]))
    }
}
