use stackwright_cfn::kms as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle, sub};

use super::KeyHandle;

/// One more name of a key, for people; or the first one of a key that exists. A new key has one by
/// [`Key::alias`](super::Key::alias).
///
/// It can be moved to another key without being replaced. Rights are to keys, never to names.
///
/// ```
/// use stackwright_aws::kms::{Alias, Key};
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
/// let key = data.add("Key", Key::imported(arn));
/// data.add("Orders", Alias::new("orders", key));
/// ```
///
/// <https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html>
#[derive(Clone, Debug)]
pub struct Alias {
    name: Value<Str>,
    key: KeyHandle,
}

impl Alias {
    /// A name of a key, as `shop`: `alias/`, which it begins with, is added.
    pub fn new(name: impl IntoValue<Str>, key: impl Into<KeyHandle>) -> Self {
        Alias {
            name: name.into_value(),
            key: key.into(),
        }
    }
}

/// A name, with `alias/` before it.
pub(super) fn whole(name: Value<Str>) -> Value<Str> {
    match name.expr().as_str() {
        Some(text) if text.starts_with("alias/") => name,
        _ => sub!("alias/{name}"),
    }
}

impl Construct for Alias {
    type Handle = AliasHandle;

    fn build(self, scope: Scope<'_>) -> AliasHandle {
        let alias = cfn::Alias::new()
            .alias_name(whole(self.name))
            .target_key_id(self.key.arn());
        scope.set_primary(scope.add("Resource", alias));
        AliasHandle::new(scope)
    }
}

handle! {
    /// Names an alias.
    pub struct AliasHandle(cfn::AliasHandle);
}
