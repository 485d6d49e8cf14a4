use super::Sub;
use crate::{Call, Function, Map, Node};

/// `Fn::GetAtt`: an attribute of a resource.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html>
#[derive(Clone, Copy, Debug)]
pub struct GetAtt<'a> {
    /// The resource.
    pub resource: &'a str,
    /// The attribute: a string or, with `AWS::LanguageExtensions`, a call.
    pub attribute: &'a Node,
}

/// `Fn::FindInMap`: a value of a mapping.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html>
#[derive(Clone, Copy, Debug)]
pub struct FindInMap<'a> {
    /// The mapping.
    pub mapping: &'a Node,
    /// The first key.
    pub first: &'a Node,
    /// The second key.
    pub second: &'a Node,
    /// The value where a key is not there, with `AWS::LanguageExtensions`.
    pub default: Option<&'a Node>,
}

/// `Fn::If`: one of two values.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html>
#[derive(Clone, Copy, Debug)]
pub struct If<'a> {
    /// The name of the condition.
    pub condition: &'a str,
    /// The value where the condition holds.
    pub then: &'a Node,
    /// The value where it does not.
    pub otherwise: &'a Node,
}

/// `Fn::Join`: strings put together.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html>
#[derive(Clone, Copy, Debug)]
pub struct Join<'a> {
    /// What stands between them.
    pub delimiter: &'a str,
    /// A list, or a call that gives one.
    pub values: &'a Node,
}

/// `Fn::Select`: an item of a list.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html>
#[derive(Clone, Copy, Debug)]
pub struct Select<'a> {
    /// Which one, from 0: a number, a string with one, or a call.
    pub index: &'a Node,
    /// A list, or a call that gives one.
    pub values: &'a Node,
}

/// `Fn::Split`: a string taken apart.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html>
#[derive(Clone, Copy, Debug)]
pub struct Split<'a> {
    /// What stands between the parts.
    pub delimiter: &'a str,
    /// The string.
    pub text: &'a Node,
}

/// `Fn::Cidr`: blocks of addresses inside another.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html>
#[derive(Clone, Copy, Debug)]
pub struct Cidr<'a> {
    /// The block to take them from.
    pub block: &'a Node,
    /// How many.
    pub count: &'a Node,
    /// How many bits of each are for hosts.
    pub host_bits: Option<&'a Node>,
}

/// Views of the argument, each for its function and only where it has the right shape.
impl Call {
    /// What `Ref` refers to.
    pub fn reference(&self) -> Option<&str> {
        self.argument_of(Function::Ref)?.as_str()
    }

    /// The name of the condition that `Condition` stands for.
    pub fn condition(&self) -> Option<&str> {
        self.argument_of(Function::Condition)?.as_str()
    }

    /// The parts of `Fn::GetAtt`.
    pub fn get_att(&self) -> Option<GetAtt<'_>> {
        match self.arguments_of(Function::GetAtt)? {
            [resource, attribute] => Some(GetAtt {
                resource: resource.as_str()?,
                attribute,
            }),
            _ => None,
        }
    }

    /// The text and the variables of `Fn::Sub`.
    pub fn sub(&self) -> Option<Sub<'_>> {
        Sub::of(self.argument_of(Function::Sub)?)
    }

    /// The parts of `Fn::FindInMap`.
    pub fn find_in_map(&self) -> Option<FindInMap<'_>> {
        match self.arguments_of(Function::FindInMap)? {
            [mapping, first, second, rest @ ..] if rest.len() <= 1 => Some(FindInMap {
                mapping,
                first,
                second,
                default: rest.first().and_then(|options| options.get("DefaultValue")),
            }),
            _ => None,
        }
    }

    /// The parts of `Fn::If`.
    pub fn if_(&self) -> Option<If<'_>> {
        match self.arguments_of(Function::If)? {
            [condition, then, otherwise] => Some(If {
                condition: condition.as_str()?,
                then,
                otherwise,
            }),
            _ => None,
        }
    }

    /// The two sides of `Fn::Equals`.
    pub fn equals(&self) -> Option<(&Node, &Node)> {
        match self.arguments_of(Function::Equals)? {
            [left, right] => Some((left, right)),
            _ => None,
        }
    }

    /// The parts of `Fn::Join`.
    pub fn join(&self) -> Option<Join<'_>> {
        match self.arguments_of(Function::Join)? {
            [delimiter, values] => Some(Join {
                delimiter: delimiter.as_str()?,
                values,
            }),
            _ => None,
        }
    }

    /// The parts of `Fn::Select`.
    pub fn select(&self) -> Option<Select<'_>> {
        match self.arguments_of(Function::Select)? {
            [index, values] => Some(Select { index, values }),
            _ => None,
        }
    }

    /// The parts of `Fn::Split`.
    pub fn split(&self) -> Option<Split<'_>> {
        match self.arguments_of(Function::Split)? {
            [delimiter, text] => Some(Split {
                delimiter: delimiter.as_str()?,
                text,
            }),
            _ => None,
        }
    }

    /// The parts of `Fn::Cidr`.
    pub fn cidr(&self) -> Option<Cidr<'_>> {
        match self.arguments_of(Function::Cidr)? {
            [block, count, rest @ ..] if rest.len() <= 1 => Some(Cidr {
                block,
                count,
                host_bits: rest.first(),
            }),
            _ => None,
        }
    }

    /// The name of the export that `Fn::ImportValue` imports.
    pub fn import_value(&self) -> Option<&Node> {
        self.argument_of(Function::ImportValue)
    }

    /// The macro and the parameters of `Fn::Transform`; of a list, those of the first.
    pub fn transform(&self) -> Option<(&str, Option<&Map>)> {
        let argument = self.argument_of(Function::Transform)?;
        let first = match argument.as_list() {
            Some(macros) => macros.first()?,
            None => argument,
        };
        let parameters = first.get("Parameters").and_then(Node::as_map);
        Some((first.get("Name")?.as_str()?, parameters))
    }

    /// The argument, if this is a call of `function`.
    pub fn argument_of(&self, function: Function) -> Option<&Node> {
        (self.function == function).then_some(&self.argument)
    }

    /// The items of the argument, if this is a call of `function` with a list.
    pub fn arguments_of(&self, function: Function) -> Option<&[Node]> {
        self.argument_of(function)?.as_list()
    }
}
