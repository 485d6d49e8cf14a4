use stackwright_core::{Construct, Scope, Str, Value};

use super::KeyHandle;
use crate::shared::arn;

/// A key that exists; see [`Key::imported`](super::Key::imported). It is left alone: which services may
/// use it is said where it is made.
#[derive(Clone, Debug)]
pub struct ImportedKey(pub(super) Value<Str>);

impl Construct for ImportedKey {
    type Handle = KeyHandle;

    fn build(self, scope: Scope<'_>) -> KeyHandle {
        // `arn:aws:kms:region:account:key/id`
        let id = arn::behind_slash(&self.0);
        scope.define("Ref", id.clone());
        scope.define("KeyId", id);
        scope.define("Arn", self.0);
        KeyHandle::new(scope)
    }
}
