//! What makers of constructs need again and again.

/// Applies a setter only where there is something to set.
///
/// ```
/// use stackwright_core::{Parameter, With};
///
/// let described = |text: Option<&'static str>| {
///     Parameter::string().with(text, |parameter, text| parameter.describe(text))
/// };
/// # let _ = (described(None), described(Some("the project's name")));
/// ```
pub trait With: Sized {
    /// `self`, changed by `set` if `value` is there.
    fn with<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<T> With for T {}

/// The items, if there are any: CloudFormation takes an empty list for something that was said.
///
/// ```
/// use stackwright_core::non_empty;
///
/// assert_eq!(non_empty([1, 2]), Some(vec![1, 2]));
/// assert_eq!(non_empty(Vec::<i32>::new()), None);
/// ```
pub fn non_empty<T>(items: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    // A loop: what `collect` is made of is compiled anew for every iterator.
    let mut all = Vec::new();
    for item in items {
        all.push(item);
    }
    (!all.is_empty()).then_some(all)
}

/// Makes the handle of a construct: a `Copy` type that names it, has the attributes of its main
/// part, and stands wherever the main part's handle does.
///
/// A construct around one resource names the typed handle of that resource. `new` takes the
/// construct's scope, whose [primary](crate::Scope::set_primary) is the resource; a typed resource
/// of the user's own can take the construct's place (`From`); `resource()` is what
/// [`edit`](crate::Scope::edit) takes.
///
/// ```
/// use stackwright_core::{Construct, RawHandle, RawResource, Scope, handle};
///
/// struct Queue;
///
/// handle! {
///     /// Names a queue.
///     pub struct QueueHandle(RawHandle);
/// }
///
/// impl Construct for Queue {
///     type Handle = QueueHandle;
///
///     fn build(self, scope: Scope<'_>) -> QueueHandle {
///         scope.set_primary(scope.add("Resource", RawResource::new("AWS::SQS::Queue")));
///         QueueHandle::new(scope)
///     }
/// }
/// ```
///
/// A construct made of several names its parts. Each becomes a method; the first is the main one,
/// whose attributes the handle has.
///
/// ```
/// # use stackwright_core::{Construct, RawHandle, RawResource, Scope, handle};
/// # handle! {
/// #     /// Names a queue.
/// #     pub struct QueueHandle(RawHandle);
/// # }
/// handle! {
///     /// Names a queue and the one that takes what it gives up on.
///     pub struct PairHandle {
///         /// The queue.
///         main queue: QueueHandle,
///         /// Where messages go that nobody could handle.
///         dead_letters: QueueHandle,
///     }
/// }
///
/// fn both(scope: Scope<'_>, queue: QueueHandle, dead_letters: QueueHandle) -> PairHandle {
///     scope.set_primary(queue);
///     PairHandle::new(scope, queue, dead_letters)
/// }
/// ```
#[macro_export]
macro_rules! handle {
    ($(#[$doc:meta])* $vis:vis struct $name:ident($resource:ty);) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        $vis struct $name($resource);

        impl $name {
            #[allow(dead_code, reason = "some are made by `From` only")]
            pub(crate) fn new(scope: $crate::Scope<'_>) -> Self {
                #[allow(unused_imports, reason = "a raw handle has a function of its own")]
                use $crate::ResourceHandle as _;
                $name(<$resource>::from_node(scope.node()))
            }

            /// The main resource, to `edit` it.
            pub fn resource(self) -> $resource {
                self.0
            }
        }

        impl ::core::convert::From<$resource> for $name {
            fn from(resource: $resource) -> Self {
                $name(resource)
            }
        }

        $crate::handle!(@stands $name, 0, $resource, |handle| $crate::Handle::node(handle.0));
    };

    (
        $(#[$doc:meta])* $vis:vis struct $name:ident {
            $(#[$main_doc:meta])* main $main:ident: $main_type:ty,
            $($(#[$part_doc:meta])* $part:ident: $part_type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        $vis struct $name {
            node: $crate::NodeId,
            $main: $main_type,
            $($part: $part_type,)*
        }

        impl $name {
            pub(crate) fn new(
                scope: $crate::Scope<'_>,
                $main: $main_type,
                $($part: $part_type,)*
            ) -> Self {
                $name { node: scope.node(), $main, $($part,)* }
            }

            $(#[$main_doc])*
            pub fn $main(self) -> $main_type {
                self.$main
            }

            $(
                $(#[$part_doc])*
                pub fn $part(self) -> $part_type {
                    self.$part
                }
            )*
        }

        impl ::core::convert::From<$name> for $main_type {
            fn from(handle: $name) -> Self {
                handle.$main
            }
        }

        $crate::handle!(@stands $name, $main, $main_type, |handle| handle.node);
    };

    (@stands $name:ident, $field:tt, $main:ty, |$handle:ident| $node:expr) => {
        impl ::core::ops::Deref for $name {
            type Target = $main;

            fn deref(&self) -> &$main {
                &self.$field
            }
        }

        impl $crate::Handle for $name {
            fn node(self) -> $crate::NodeId {
                let $handle = self;
                $node
            }
        }

        /// It stands wherever its main part does.
        impl<K> $crate::IntoValue<K> for $name
        where
            $main: $crate::IntoValue<K>,
        {
            fn into_value(self) -> $crate::Value<K> {
                $crate::IntoValue::into_value(self.$field)
            }
        }
    };
}
