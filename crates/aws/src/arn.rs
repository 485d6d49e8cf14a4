//! What an ARN that is known says.

use stackwright_core::Value;

/// The region of an ARN, where it is a text.
pub(crate) fn region_of<K>(arn: &Value<K>) -> Option<&str> {
    let region = arn.expr().as_str()?.split(':').nth(3)?;
    (!region.is_empty()).then_some(region)
}
