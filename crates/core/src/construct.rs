use crate::{NodeId, Scope};

/// Something that can be added to a scope: a resource, a parameter, or a construct made of
/// others.
///
/// A construct is plain data until it is added. `build` is given a scope of its own, below the
/// one it was added to, adds what it is made of, and returns a handle.
///
/// ```
/// use stackwright_core::{App, Construct, Parameter, ParameterHandle, Scope};
///
/// struct Names;
///
/// impl Construct for Names {
///     type Handle = (ParameterHandle, ParameterHandle);
///
///     fn build(self, scope: Scope<'_>) -> Self::Handle {
///         let project = scope.add("Project", Parameter::string());
///         let environment = scope.add("Environment", Parameter::string());
///         (project, environment)
///     }
/// }
///
/// let app = App::new();
/// let (project, environment) = app.stack("Web").add("Names", Names);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be added to a scope",
    label = "not a construct, or not a complete one",
    note = "`Missing<...>` in a type names a required property that is not set"
)]
pub trait Construct {
    /// What `add` returns: names the construct and gives its attributes.
    type Handle;

    /// Adds what the construct is made of.
    fn build(self, scope: Scope<'_>) -> Self::Handle;
}

/// Names a construct. `Copy`, borrows nothing, and good across the stacks of one app.
pub trait Handle: Copy {
    /// The node that it names.
    fn node(self) -> NodeId;
}

impl Handle for NodeId {
    fn node(self) -> NodeId {
        self
    }
}
