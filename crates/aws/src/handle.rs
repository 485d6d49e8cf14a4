/// A handle of a construct around one main resource.
///
/// It dereferences to the typed handle of that resource, so it has its attributes; it stands
/// wherever one of the listed kinds is wanted; and a typed resource of the user's own can take
/// the construct's place.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident($resource:ty) $(, $kind:ty)* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name($resource);

        impl $name {
            #[allow(dead_code, reason = "some are made by `From` only")]
            pub(crate) fn new(scope: ::stackwright_core::Scope<'_>) -> Self {
                $name(::stackwright_core::ResourceHandle::from_node(scope.node()))
            }

            /// The main resource, to [`edit`](stackwright_core::Scope::edit) it.
            pub fn resource(self) -> $resource {
                self.0
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $resource;

            fn deref(&self) -> &$resource {
                &self.0
            }
        }

        impl ::stackwright_core::Handle for $name {
            fn node(self) -> ::stackwright_core::NodeId {
                ::stackwright_core::Handle::node(self.0)
            }
        }

        impl From<$resource> for $name {
            fn from(resource: $resource) -> Self {
                $name(resource)
            }
        }

        $(
            impl ::stackwright_core::IntoValue<$kind> for $name {
                fn into_value(self) -> ::stackwright_core::Value<$kind> {
                    ::stackwright_core::IntoValue::into_value(self.0)
                }
            }
        )*
    };
}

pub(crate) use handle;
