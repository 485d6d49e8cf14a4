use super::{Path, Walk};
use crate::{Call, Function, Node, Span, Template};

/// That something refers to a parameter, a pseudo parameter or a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The function that refers: `Ref`, `Fn::GetAtt`, `Fn::Sub` or, in rules, `Fn::ValueOf`.
    pub function: Function,
    /// What it refers to.
    pub target: &'a str,
    /// Which attribute of it, where one is named.
    pub attribute: Option<&'a str>,
    /// Where the name of the target stands.
    pub span: Span,
    /// The way to the call.
    pub path: Path<'a>,
}

impl Reference<'_> {
    /// Whether the target is a pseudo parameter, as `AWS::Region`.
    pub fn is_pseudo_parameter(&self) -> bool {
        self.target.starts_with("AWS::")
    }
}

impl Template {
    /// Every reference in the template, in order.
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        self.walk(|path, node| collect(path, node, &mut found));
        found
    }
}

impl Node {
    /// Every reference in this node and below it, in order; paths start here.
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        self.walk(|path, node| collect(path, node, &mut found));
        found
    }
}

impl Call {
    /// What it refers to itself, without the calls in its argument; `path` says where it stands, and is
    /// asked for each reference.
    pub fn references<'a>(
        &'a self,
        mut path: impl FnMut() -> Path<'a>,
        found: &mut Vec<Reference<'a>>,
    ) {
        targets(self, |target, attribute, span| {
            found.push(Reference {
                function: self.function,
                target,
                attribute,
                span,
                path: path(),
            });
        });
    }
}

fn collect<'a>(path: &Path<'a>, node: &'a Node, found: &mut Vec<Reference<'a>>) -> Walk {
    if let Some(call) = node.as_call() {
        call.references(|| path.clone(), found);
    }
    Walk::Into
}

/// What a call itself refers to, without the calls in its argument.
fn targets<'a>(call: &'a Call, mut found: impl FnMut(&'a str, Option<&'a str>, Span)) {
    match call.function {
        Function::Ref => {
            if let Some(target) = call.argument.as_str() {
                found(target, None, call.argument.span);
            }
        }
        Function::GetAtt | Function::ValueOf => {
            if let Some([target, attribute]) = call.argument.as_list()
                && let Some(name) = target.as_str()
            {
                found(name, attribute.as_str(), target.span);
            }
        }
        Function::Sub => {
            let Some(sub) = call.sub() else {
                return;
            };
            for variable in sub.references() {
                let own = sub
                    .variables
                    .is_some_and(|own| own.contains_key(variable.name));
                if !own {
                    found(variable.target(), variable.attribute(), variable.span);
                }
            }
        }
        _ => {}
    }
}
