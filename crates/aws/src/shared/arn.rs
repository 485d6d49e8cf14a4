//! What an ARN says.

use stackwright_core::{IntoValue, Str, Value, select, split};

/// The region of an ARN, where it is a text.
pub(crate) fn region_of<K>(arn: &Value<K>) -> Option<&str> {
    let region = arn.expr().as_str()?.split(':').nth(3)?;
    (!region.is_empty()).then_some(region)
}

/// What stands behind the slash of an ARN that ends as `table/name`. As text where the ARN is one,
/// else taken out at deployment.
#[allow(dead_code, reason = "which features need it differs")]
pub(crate) fn behind_slash(arn: &Value<Str>) -> Value<Str> {
    match arn.expr().as_str() {
        Some(text) => {
            let last = text.rsplit_once('/').map_or(text, |(_, last)| last);
            last.to_owned().into_value()
        }
        None => select(1, split("/", part(arn, 5))),
    }
}

/// A part of an ARN, counted from 0: 3 is the region, 4 the account, 5 what comes next. As text where
/// the ARN is one, else taken out at deployment.
#[allow(dead_code, reason = "which features need it differs")]
pub(crate) fn part(arn: &Value<Str>, index: u8) -> Value<Str> {
    match arn.expr().as_str() {
        Some(text) => {
            let part = text.split(':').nth(index.into()).unwrap_or_default();
            part.to_owned().into_value()
        }
        None => select(u32::from(index), split(":", arn.clone())),
    }
}
