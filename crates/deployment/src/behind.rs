//! References behind which debug information does not go on.
//!
//! It describes, in every module of every crate, all types that references lead to, and programs are linked
//! with all of that. Each rule has a deployment; without these, each module of rules had all of the model and
//! of the facts as well. A reference to a trait is where it ends.

/// What is seen through a trait only.
pub trait Behind<T> {
    /// The thing itself.
    fn it(&self) -> &T;
}

impl<T> Behind<T> for T {
    fn it(&self) -> &T {
        self
    }
}
