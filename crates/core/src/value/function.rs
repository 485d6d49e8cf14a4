//! Intrinsic functions, typed.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use stackwright_template::{Function, Text};

use super::{Expr, Int, IntoValue, Json, List, Pseudo, Str, Value};
use crate::element::{ConditionHandle, MappingHandle};

/// `Fn::Join`: the items, with `delimiter` between them.
pub fn join(delimiter: impl Into<Text>, items: impl IntoValue<List<Str>>) -> Value<Str> {
    let delimiter = Expr::Str(delimiter.into());
    Value::from_expr(Expr::call(
        Function::Join,
        [delimiter, items.into_value().into_expr()],
    ))
}

/// `Fn::Select`: the item at `index`, from 0.
pub fn select<K>(index: impl IntoValue<Int>, items: impl IntoValue<List<K>>) -> Value<K> {
    Value::from_expr(Expr::call(
        Function::Select,
        [
            index.into_value().into_expr(),
            items.into_value().into_expr(),
        ],
    ))
}

/// `Fn::Split`: the parts of `text` between the delimiters.
pub fn split(delimiter: impl Into<Text>, text: impl IntoValue<Str>) -> Value<List<Str>> {
    Value::from_expr(Expr::call(
        Function::Split,
        [Expr::Str(delimiter.into()), text.into_value().into_expr()],
    ))
}

/// `Fn::If`: `then` where the condition holds, `otherwise` where it does not.
///
/// With [`no_value`] on one side, the property is left out there. Where the place takes more than one
/// kind, as text takes every ARN, the kind has to be said: `if_::<Str>(..)`;
/// [`ConditionHandle::choose`] takes it from the place.
pub fn if_<K>(
    condition: ConditionHandle,
    then: impl IntoValue<K>,
    otherwise: impl IntoValue<K>,
) -> Value<K> {
    let both = (
        then.into_value().into_expr(),
        otherwise.into_value().into_expr(),
    );
    Value::from_expr(Expr::If(condition.node(), Box::new(both)))
}

/// `AWS::NoValue`: as if the property, the item of a list or the key of [`object!`](crate::object)
/// had not been written. It stands wherever a value does.
///
/// A text has no place that could be left out: with it as a part, [`sub!`](crate::sub) is an
/// error (APP132).
pub fn no_value() -> NoValue {
    NoValue
}

/// What [`no_value`] returns: `AWS::NoValue`, of whatever kind is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoValue;

impl<K> IntoValue<K> for NoValue {
    #[inline]
    fn into_value(self) -> Value<K> {
        Value::from_expr(Expr::Pseudo(Pseudo::NoValue))
    }
}

/// `Fn::FindInMap`: the value under two keys of a mapping.
pub fn find_in_map<K>(
    mapping: MappingHandle,
    top: impl IntoValue<Str>,
    second: impl IntoValue<Str>,
) -> Value<K> {
    let keys = (
        top.into_value().into_expr(),
        second.into_value().into_expr(),
    );
    Value::from_expr(Expr::FindInMap(mapping.node(), Box::new(keys)))
}

/// `Fn::ImportValue`: a value that another stack exports under this name.
///
/// References between the stacks of one app become imports by themselves; this is for exports
/// of stacks that are made elsewhere.
pub fn import_value<K>(name: impl IntoValue<Str>) -> Value<K> {
    one(Function::ImportValue, name.into_value().into_expr())
}

/// `Fn::GetAZs`: the availability zones of a region; of the stack's own for `""`.
pub fn get_azs(region: impl IntoValue<Str>) -> Value<List<Str>> {
    one(Function::GetAZs, region.into_value().into_expr())
}

/// `Fn::Cidr`: `count` address blocks of `bits` host bits each, cut from `block`.
///
/// `count` is 1 to 256; `bits` is 32 less the prefix length, so 8 gives `/24` blocks.
pub fn cidr(
    block: impl IntoValue<Str>,
    count: impl IntoValue<Int>,
    bits: impl IntoValue<Int>,
) -> Value<List<Str>> {
    Value::from_expr(Expr::call(
        Function::Cidr,
        [
            block.into_value().into_expr(),
            count.into_value().into_expr(),
            bits.into_value().into_expr(),
        ],
    ))
}

/// `Fn::Base64`: the text in Base64, as user data wants it.
pub fn base64(text: impl IntoValue<Str>) -> Value<Str> {
    one(Function::Base64, text.into_value().into_expr())
}

/// `Fn::ToJsonString`: the value as JSON text; brings in the transform
/// `AWS::LanguageExtensions`.
///
/// [`json_string`](super::json_string) does the same without a transform, at synthesis.
pub fn to_json_string(value: impl IntoValue<Json>) -> Value<Str> {
    one(Function::ToJsonString, value.into_value().into_expr())
}

/// `Fn::Length`: how many items a list has; brings in the transform `AWS::LanguageExtensions`.
pub fn length<K>(items: impl IntoValue<List<K>>) -> Value<Int> {
    one(Function::Length, items.into_value().into_expr())
}

/// `Fn::Transform`: what the macro `name` makes of these parameters.
pub fn transform<K>(name: impl Into<Text>, parameters: impl IntoValue<Json>) -> Value<K> {
    one(
        Function::Transform,
        Expr::object([
            ("Name", Expr::Str(name.into())),
            ("Parameters", parameters.into_value().into_expr()),
        ]),
    )
}

fn one<K>(function: Function, argument: Expr) -> Value<K> {
    Value::from_expr(Expr::Call(function, Box::new(argument)))
}
