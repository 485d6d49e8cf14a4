//! Whether an expression can be an ARN: what it starts with decides.

use stackwright_facts::RefValue;
use stackwright_template::{Function, Node, SubPart, Value};

use super::Model;

/// What the text that a node gives starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening<'n> {
    /// This text; it may go on.
    Text(&'n str),
    /// What `Ref` of this gives.
    Name(&'n str),
    /// What `Fn::GetAtt` gives of this resource and attribute.
    Attribute(&'n str, &'n str),
}

/// Why something is no ARN.
pub(crate) struct NoArn {
    /// What it is instead, as "`Bucket` gives its `BucketName`".
    pub(crate) instead: String,
    /// What to write.
    pub(crate) help: Option<String>,
}

impl<'n> Opening<'n> {
    fn of(node: &'n Node) -> Option<Self> {
        let call = match &node.value {
            Value::String(text) => return Some(Opening::Text(text)),
            Value::Call(call) => call,
            _ => return None,
        };
        match call.function {
            Function::Ref => call.reference().map(Opening::Name),
            Function::GetAtt => {
                let get_att = call.get_att()?;
                Some(Opening::Attribute(
                    get_att.resource,
                    get_att.attribute.as_str()?,
                ))
            }
            Function::Join => Opening::of(call.join()?.values.as_list()?.first()?),
            Function::Sub => {
                let sub = call.sub()?;
                match sub.parts().first()? {
                    SubPart::Literal(text) => Some(Opening::Text(text)),
                    SubPart::Variable(variable) => {
                        if let Some(own) = sub.variables.and_then(|own| own.get(variable.name)) {
                            return Opening::of(own);
                        }
                        Some(match variable.attribute() {
                            Some(attribute) => Opening::Attribute(variable.target(), attribute),
                            None => Opening::Name(variable.name),
                        })
                    }
                }
            }
            _ => None,
        }
    }
}

impl Model<'_> {
    /// Why a node cannot be an ARN, where that is certain. Wildcards can stand for one.
    pub(crate) fn no_arn(&self, node: &Node) -> Option<NoArn> {
        let plain = |instead: String| NoArn {
            instead,
            help: None,
        };
        match Opening::of(node)? {
            Opening::Text(text) => {
                let whole = node.as_str().is_some();
                // What a loop or a store puts in, and variables of policies, may be anything.
                let fixed = text
                    .split(['*', '?', '$', '&', '{'])
                    .next()
                    .unwrap_or_default();
                let open = !whole || fixed.len() < text.len();
                let begins = fixed.starts_with("arn:") || open && "arn:".starts_with(fixed);
                (!begins).then(|| plain(crate::schema::shown(node)))
            }
            Opening::Name("AWS::AccountId" | "AWS::Region" | "AWS::StackName") => {
                Some(plain(crate::schema::shown(node)))
            }
            Opening::Name(id) => {
                let facts = self.facts_of(id)?;
                let given = facts.reference.as_ref().map(RefValue::name)?;
                let same = |name: &str| facts.same_as_ref.iter().any(|same| same == name);
                let arn = facts
                    .attributes
                    .keys()
                    .find(|name| name.ends_with("Arn") && !name.contains('.') && !same(name))?;
                is_name(given).then(|| NoArn {
                    instead: format!("`Ref` of `{id}` gives its `{given}`"),
                    help: Some(format!("use `!GetAtt {id}.{arn}`")),
                })
            }
            Opening::Attribute(id, attribute) => {
                let facts = self.facts_of(id)?;
                facts.attributes.get(attribute)?;
                is_name(attribute).then(|| plain(format!("`{id}.{attribute}` is none")))
            }
        }
    }
}

/// Whether what is called this is never an ARN.
fn is_name(name: &str) -> bool {
    !name.contains("Arn") && (name.ends_with("Name") || name.ends_with("Url") || name == "KeyId")
}
