use std::fmt;

/// How an [identity path](crate::Scope::identity_path) becomes a text, once the graph is lowered.
#[derive(Clone, Copy)]
pub struct IdentityText(fn(&str) -> String);

impl IdentityText {
    pub(crate) fn new(write: fn(&str) -> String) -> Self {
        IdentityText(write)
    }

    pub(crate) fn write(self, path: &str) -> String {
        (self.0)(path)
    }
}

/// The address of the function differs from run to run and is left out.
impl fmt::Debug for IdentityText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityText")
    }
}

impl PartialEq for IdentityText {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}
