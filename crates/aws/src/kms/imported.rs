use stackwright_core::{Construct, IntoValue, Scope, Str, Value, select, split};

use super::KeyHandle;
use crate::arn;

/// A key that exists; see [`Key::imported`](super::Key::imported). It is left alone: which services may
/// use it is said where it is made.
#[derive(Clone, Debug)]
pub struct ImportedKey(pub(super) Value<Str>);

impl Construct for ImportedKey {
    type Handle = KeyHandle;

    fn build(self, scope: Scope<'_>) -> KeyHandle {
        // `arn:aws:kms:region:account:key/id`
        let id: Value<Str> = match self.0.expr().as_str() {
            Some(arn) => {
                let id = arn.rsplit_once('/').map_or(arn, |(_, id)| id);
                id.to_owned().into_value()
            }
            None => select(1, split("/", arn::part(&self.0, 5))),
        };
        scope.define("Ref", id.clone());
        scope.define("KeyId", id);
        scope.define("Arn", self.0);
        KeyHandle::new(scope)
    }
}
